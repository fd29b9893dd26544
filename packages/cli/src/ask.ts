import { usageFailure, CommandFailure } from './failure.ts';
import type { Words } from './language.ts';
import type { Context } from './command.ts';
import { onOneLine, printable } from './printable.ts';

type Asker = Pick<Context, 'terminal' | 'output'>;

const stoppedByUser = () => new CommandFailure({ en: 'Stopped.', zh: '已停止。' });

/** The prompt library, if there is a terminal; else fails with `instead`, which says what to pass. */
async function prompts({ terminal }: Asker, instead: Words) {
  if (terminal.stdin.isTTY !== true || terminal.stdout.isTTY !== true) throw usageFailure(instead);
  return import('@clack/prompts');
}

const streams = ({ terminal }: Asker) => ({
  input: terminal.stdin,
  output: terminal.stdout,
  signal: terminal.signal,
});

const PASS_YES: Words = { en: 'Pass --yes to proceed.', zh: '请加上 --yes 以继续。' };

/** Asks for a yes or no before something is changed. */
export async function confirm(
  asker: Asker,
  question: Words,
  { instead = PASS_YES, initial = true }: { instead?: Words; initial?: boolean } = {},
): Promise<boolean> {
  const { confirm: ask } = await prompts(asker, instead);
  const answer = await ask({
    message: printable(asker.output.text(question)),
    initialValue: initial,
    active: asker.output.text({ en: 'Yes', zh: '是' }),
    inactive: asker.output.text({ en: 'No', zh: '否' }),
    ...streams(asker),
  });
  if (typeof answer !== 'boolean') throw stoppedByUser();
  return answer;
}

/** Asks for a secret, which is never shown. */
export async function hidden(asker: Asker, question: Words, instead: Words): Promise<string> {
  const { password } = await prompts(asker, instead);
  const answer = await password({
    message: printable(asker.output.text(question)),
    ...streams(asker),
  });
  if (typeof answer !== 'string' || answer === '') throw stoppedByUser();
  return answer;
}

/** Asks for one line of text. `problem` says what is wrong with it, if anything. */
export async function line(
  asker: Asker,
  question: Words,
  options: {
    readonly instead: Words;
    readonly initial?: string | undefined;
    /** Whether the answer may be empty. Default false. */
    readonly optional?: boolean;
    readonly problem?: (text: string) => Words | undefined;
  },
): Promise<string> {
  const { text } = await prompts(asker, options.instead);
  const answer = await text({
    message: printable(asker.output.text(question)),
    ...(options.initial === undefined ? {} : { initialValue: onOneLine(options.initial) }),
    validate: (value = '') => {
      const problem =
        value.trim() === ''
          ? options.optional !== true && { en: 'An answer is required.', zh: '请填写。' }
          : options.problem?.(value.trim());
      return problem ? printable(asker.output.text(problem)) : undefined;
    },
    ...streams(asker),
  });
  if (typeof answer !== 'string') throw stoppedByUser();
  return answer.trim();
}

/** Asks for one of several choices. */
export async function choose<Value extends string>(
  asker: Asker,
  question: Words,
  choices: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[],
  instead: Words,
): Promise<Value> {
  const { select } = await prompts(asker, instead);
  const answer = await select<string>({
    message: printable(asker.output.text(question)),
    options: choices.map(({ value, label, hint }) =>
      hint === undefined
        ? { value, label: onOneLine(label) }
        : { value, label: onOneLine(label), hint: onOneLine(hint) },
    ),
    ...streams(asker),
  });
  const chosen = choices.find(({ value }) => value === answer);
  if (!chosen) throw stoppedByUser();
  return chosen.value;
}
