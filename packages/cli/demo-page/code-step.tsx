import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { requestCode, submitCode, type Flow, type GoodAnswer, type Setup } from './api.ts';
import { Problem, troubleOf, type Trouble } from './problem.tsx';
import type { Language, Texts } from './texts.ts';

interface CodeStepProps {
  readonly words: Texts;
  readonly language: Language;
  readonly flow: Flow;
  /** Digits only, with country code. */
  readonly phone: string;
  /** The number as it was typed. */
  readonly shown: string;
  readonly setup: Setup;
  readonly answered: (answer: GoodAnswer) => void;
  readonly back: () => void;
}

/** Aliyun allows one code a minute for each number. */
const RESEND_SECONDS = 60;

export function CodeStep(props: CodeStepProps): JSX.Element {
  const { words, shown, setup, back } = props;
  const { input, code, busy, problem, type, wait, resend } = useCode(props);
  return (
    <>
      <h1>{words.enterCode}</h1>
      <p class="lead">
        {words.sentTo(shown)}
        {words.policy(setup.policy.minutes, setup.policy.tries)}
      </p>
      <form onSubmit={(event) => event.preventDefault()}>
        <div class="code" aria-busy={busy}>
          <input
            ref={input}
            value={code}
            inputMode="numeric"
            autocomplete="one-time-code"
            aria-label={words.code}
            aria-invalid={problem !== undefined}
            aria-describedby="problem"
            onInput={({ currentTarget }) => type(currentTarget.value)}
          />
          <Cells code={code} count={setup.policy.digits} />
        </div>
        <Problem words={words} trouble={busy ? undefined : problem} />
        <div class="actions">
          <button type="button" class="quiet" onClick={() => void resend()} disabled={wait > 0}>
            {wait > 0 ? words.resendIn(wait) : words.resend}
          </button>
          <button type="button" class="quiet" onClick={back}>
            {words.otherNumber}
          </button>
        </div>
      </form>
    </>
  );
}

function Cells({ code, count }: { code: string; count: number }): JSX.Element {
  return (
    <span class="cells" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <span key={index} class={index === code.length ? 'is-next' : ''}>
          {code[index]}
        </span>
      ))}
    </span>
  );
}

/** The state of the typed code, its verification, and resending. */
function useCode({ words, language, flow, phone, setup, answered }: CodeStepProps) {
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Trouble>();
  const [wait, restartWait] = useCountdown(RESEND_SECONDS);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const submit = async (typed: string) => {
    setBusy(true);
    setProblem(undefined);
    const answer = await submitCode(flow, phone, typed);
    setBusy(false);
    if (answer.result === 'signed-in' || 'ticket' in answer) return answered(answer);
    setProblem(troubleOf(words, answer));
    setCode('');
    input.current?.focus();
  };
  const type = (text: string) => {
    // A string throughout: a code may begin with a zero.
    const typed = text.replaceAll(/\D/g, '').slice(0, setup.policy.digits);
    setCode(typed);
    if (typed.length === setup.policy.digits && !busy) void submit(typed);
  };
  const resend = async () => {
    setProblem(undefined);
    const answer = await requestCode(flow, phone, language === 'zh' ? 'zh-CN' : 'en');
    if (answer.result === 'sent') restartWait();
    else setProblem(troubleOf(words, answer));
    input.current?.focus();
  };
  return { input, code, busy, problem, type, wait, resend };
}

function useCountdown(seconds: number): readonly [number, () => void] {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setTimeout(() => setLeft(Math.max(0, left - 1)), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, () => setLeft(seconds)];
}
