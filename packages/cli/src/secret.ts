import { hidden } from './ask.ts';
import type { Context } from './command.ts';
import { usageFailure } from './failure.ts';
import type { Words } from './language.ts';

/** Longest secret read from standard input, in characters. */
const MAX_SECRET = 4096;

/**
 * A secret from standard input (`--secret-stdin`), the environment, or a hidden prompt, in this
 * order. Never from a flag: command lines are visible to every user of the machine and kept in histories.
 */
export async function readSecret(
  context: Context,
  source: {
    readonly variable: string;
    readonly question: Words;
    /** Whether `--secret-stdin` means this secret. Default true. */
    readonly byStdin?: boolean;
  },
): Promise<string> {
  const { options, terminal } = context;
  const { variable, question, byStdin = true } = source;
  const secret =
    byStdin && options.flag('secretStdin')
      ? await firstLine(terminal.stdin)
      : terminal.environment[variable];
  if (secret) return secret;
  return hidden(context, question, elsewhere(variable, byStdin && options.has('secretStdin')));
}

const elsewhere = (variable: string, byStdin: boolean): Words =>
  byStdin
    ? {
        en: `Set ${variable}, or pass the secret on standard input with --secret-stdin.`,
        zh: `请设置 ${variable}，或用 --secret-stdin 从标准输入传入密钥。`,
      }
    : {
        en: `Set ${variable}, or run this in a terminal, which prompts for the secret.`,
        zh: `请设置 ${variable}，或在终端中运行，届时会提示输入密钥。`,
      };

async function firstLine(stdin: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.includes('\n') || text.length > MAX_SECRET) break;
  }
  const secret = text.replace(/\n[^]*/, '').trim();
  if (secret !== '' && secret.length <= MAX_SECRET) return secret;
  throw usageFailure({
    en: 'The first line of standard input does not contain a secret.',
    zh: '标准输入的第一行没有密钥。',
  });
}
