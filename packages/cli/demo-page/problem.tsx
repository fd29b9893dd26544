import type { JSX } from 'preact';
import type { CodeAnswer, SignInAnswer, Unreachable } from './api.ts';
import type { Texts } from './texts.ts';

/** What went wrong, in the host's words where it has some. */
export function problemText(words: Texts, answer: CodeAnswer | SignInAnswer | Unreachable): string {
  if (answer.result === 'refused') return answer.message;
  const known: Readonly<Record<string, string>> = words.problems;
  return known[answer.result] ?? answer.result;
}

/** Always there, so that a screen reader announces the text as it comes. */
export function Problem({ text }: { text: string | undefined }): JSX.Element {
  return (
    <p id="problem" class="problem" role="alert">
      {text}
    </p>
  );
}
