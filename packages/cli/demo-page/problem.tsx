import type { JSX } from 'preact';
import type { CodeAnswer, SignInAnswer, Unreachable } from './api.ts';
import type { Texts } from './texts.ts';

export interface Trouble {
  /** What the user reads. */
  readonly text: string;
  /** What the operator reads about the same refusal. */
  readonly operator?: { readonly apiCode?: string | undefined; readonly text: string } | undefined;
}

/** What went wrong, in the host's words if it has any. */
export function troubleOf(words: Texts, answer: CodeAnswer | SignInAnswer | Unreachable): Trouble {
  if (answer.result === 'refused') return { text: answer.message, operator: answer.operator };
  const known: Readonly<Record<string, string>> = words.problems;
  return { text: known[answer.result] ?? answer.result };
}

interface ProblemProps {
  readonly words: Texts;
  readonly trouble: Trouble | undefined;
}

/** Always rendered, so that a screen reader announces the text when it appears. */
export function Problem({ words, trouble }: ProblemProps): JSX.Element {
  const { text, operator } = trouble ?? {};
  return (
    <>
      <p id="problem" class="problem" role="alert">
        {text}
      </p>
      {operator && (
        <div class="operator">
          <strong>{words.operator}</strong>
          {operator.apiCode !== undefined && <code>{operator.apiCode}</code>}
          <p>{operator.text}</p>
        </div>
      )}
    </>
  );
}
