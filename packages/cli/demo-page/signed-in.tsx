import type { JSX } from 'preact';
import type { GoodAnswer } from './api.ts';
import type { Language, Texts } from './texts.ts';

interface SignedInProps {
  readonly words: Texts;
  readonly language: Language;
  readonly answer: Extract<GoodAnswer, { result: 'signed-in' }>;
  readonly signOut: () => void;
}

export function SignedIn({ words, language, answer, signOut }: SignedInProps): JSX.Element {
  const { account, isNew } = answer;
  const since = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div class="signed-in">
      <span class="tick" aria-hidden="true">
        ✓
      </span>
      <h1>{isNew ? words.signedIn.new : words.signedIn.known}</h1>
      <p class="lead">
        {words.signedInText} <strong>{account.phone}</strong>
      </p>
      <dl>
        <dt>{words.account}</dt>
        <dd>{account.id}</dd>
        <dt>{words.since}</dt>
        <dd>{since.format(new Date(account.createdAt))}</dd>
      </dl>
      <button type="button" class="primary" onClick={signOut}>
        {words.signOut}
      </button>
    </div>
  );
}
