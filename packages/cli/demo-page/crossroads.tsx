import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { goOn, type GoodAnswer } from './api.ts';
import { Problem, troubleOf, type Trouble } from './problem.tsx';
import type { Texts } from './texts.ts';

interface CrossroadsProps {
  readonly words: Texts;
  readonly answer: Extract<GoodAnswer, { ticket: string }>;
  readonly answered: (answer: GoodAnswer) => void;
  readonly back: () => void;
}

/** The number is verified, but there is no account (or already one): offers the other flow, or back. */
export function Crossroads({ words, answer, answered, back }: CrossroadsProps): JSX.Element {
  const [problem, setProblem] = useState<Trouble>();
  const { title, text, go } = words.crossroads[answer.result];
  const proceed = async () => {
    const next = await goOn(answer.ticket);
    if (next.result === 'signed-in') answered(next);
    else setProblem(troubleOf(words, next));
  };
  return (
    <>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <Problem words={words} trouble={problem} />
      <button type="button" class="primary" onClick={() => void proceed()}>
        {go}
      </button>
      <div class="actions">
        <button type="button" class="quiet" onClick={back}>
          {words.otherNumber}
        </button>
      </div>
    </>
  );
}
