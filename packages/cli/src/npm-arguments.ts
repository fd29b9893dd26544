import type { CommandSpec } from './command.ts';
import { rootCommand } from './commands/root.ts';
import { chooseLanguage, textIn } from './language.ts';

/** Options of ours that are also npm's own settings: set, they do not prove a missing `--`. */
const NPMS_OWN = new Set(['json', 'yes']);

/**
 * With `npm start --port 1`, npm consumes the option, and the command gets nothing or a stray `1`.
 * Returns what to tell the user; undefined if npm has consumed no option of the command in `words`.
 */
export function optionsKeptByNpm(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const consumed = optionNames(commandOf(words, rootCommand)).filter(
    (name) => environment[`npm_config_${name.replaceAll('-', '_')}`] !== undefined,
  );
  if (consumed.length === 0) return undefined;
  const script = environment['npm_lifecycle_event'] === 'start' ? 'start' : 'run aliyun-sms';
  const flags = consumed.map((name) => `--${name}`).join(' ');
  return textIn(chooseLanguage(environment), {
    en: `✗ npm consumed ${flags}. Put -- before the options: npm ${script} -- ${flags} …`,
    zh: `✗ npm 把 ${flags} 当成了自己的选项。请在选项前加上 --：npm ${script} -- ${flags} …`,
  });
}

/** The deepest command that the words name. */
function commandOf([word, ...others]: readonly string[], spec: CommandSpec): CommandSpec {
  const child = spec.commands?.find(({ name }) => name === word);
  return child ? commandOf(others, child) : spec;
}

const optionNames = ({ options = [] }: CommandSpec): readonly string[] =>
  options
    .map(({ flags }) => flags.replace(/^.*--([\w-]+).*$/, '$1'))
    .filter((name) => !NPMS_OWN.has(name));
