import type { CommandSpec } from './command.ts';
import type { Words } from './language.ts';

/** npm's own settings among the names of our options: that they are set says nothing of a missing `--`. */
const NPMS_OWN = new Set(['json', 'yes']);

/**
 * `npm start --port 1` gives npm the option, and the command nothing or a stray `1`. What to say then;
 * nothing where npm has kept no option of the command that `words` call.
 */
export function optionsKeptByNpm(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  commandLine: CommandSpec,
): Words | undefined {
  const kept = optionNames(commandOf(words, commandLine)).filter(
    (name) => environment[`npm_config_${name.replaceAll('-', '_')}`] !== undefined,
  );
  if (kept.length === 0) return undefined;
  const script = environment['npm_lifecycle_event'] === 'start' ? 'start' : 'run aliyun-sms';
  const flags = kept.map((name) => `--${name}`).join(' ');
  return {
    en: `✗ npm consumed ${flags}. Put -- before the options: npm ${script} -- ${flags} …`,
    zh: `✗ npm 把 ${flags} 当成了自己的选项。请在选项前加上 --：npm ${script} -- ${flags} …`,
  };
}

/** As far as the words call one. */
function commandOf([word, ...others]: readonly string[], spec: CommandSpec): CommandSpec {
  const child = spec.commands?.find(({ name }) => name === word);
  return child ? commandOf(others, child) : spec;
}

const optionNames = ({ options = [] }: CommandSpec): readonly string[] =>
  options
    .map(({ flags }) => /--([\w-]+)/.exec(flags)?.[1] ?? '')
    .filter((name) => !NPMS_OWN.has(name));
