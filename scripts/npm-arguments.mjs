/** npm's own settings among the names of our options: set, they say nothing about a missing `--`. */
const npmsOwn = new Set(['json', 'yes', 'help', 'version']);

/**
 * `npm start --port 1` gives npm the option, and the command nothing or a stray `1`. What to say then;
 * nothing where npm has kept no option of the command's.
 */
export function argumentsKeptByNpm(words, environment, commandLine) {
  const kept = optionNames(commandOf(words, commandLine)).filter(
    (name) => environment[`npm_config_${name.replaceAll('-', '_')}`] !== undefined,
  );
  if (kept.length === 0) return undefined;
  const event = environment.npm_lifecycle_event;
  const script = event === 'start' ? 'npm start' : `npm run ${event ?? 'aliyun-sms'}`;
  const flags = kept.map((name) => `--${name}`).join(' ');
  return (
    `✗ npm has kept ${flags} for itself. Put -- before the options: ${script} -- ${flags} …\n` +
    `  npm 把 ${flags} 当成了自己的选项。请在选项前加上 --：${script} -- ${flags} …`
  );
}

/** The command that the words call, as far as they do. */
function commandOf(words, spec) {
  for (const word of words) {
    const child = spec.commands?.find(({ name }) => name === word);
    if (!child) return spec;
    spec = child;
  }
  return spec;
}

function optionNames({ options = [] }) {
  return options
    .map(({ flags }) => /--([\w-]+)/.exec(flags)?.[1])
    .filter((name) => name !== undefined && !npmsOwn.has(name));
}
