import { CommanderError, InvalidArgumentError, Option, type Command, type Help } from 'commander';
import stringWidth from 'fast-string-width';
import { rootCommand } from './commands/root.ts';
import type { CommandSpec, OptionSpec } from './command.ts';
import { reportFailure } from './failure-report.ts';
import { chooseLanguage, textIn, type Language, type Words } from './language.ts';
import { Options } from './options.ts';
import { Output } from './output.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { LocalizedCommand } from './usage-error.ts';
import { version } from './version.ts';
import { wrapWords } from './word-wrap.ts';

/** Runs one command line (without `node` and the script's path) and resolves to the exit code. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  const language = chooseLanguage(terminal.environment, flagValue(argv, '--lang'));
  const run: Run = { terminal, language, exitCode: 0 };
  try {
    await program(run).parseAsync([...argv], { from: 'user' });
    return run.exitCode;
  } catch (error) {
    // Help and version end with an exception as well; the parser has already printed wrong usage.
    const json = argv.includes('--json');
    const output = new Output(terminal, { json, language, showNumbers: false });
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      output.result({ error: { message: error.message.replace(/^✗ /, '') } });
      return 2;
    }
    return reportFailure(error, output, terminal.environment['ALIYUN_SMS_DEBUG'] === '1');
  }
}

interface Run {
  readonly terminal: Terminal;
  readonly language: Language;
  exitCode: number;
}

function program(run: Run): Command {
  const root = command(run, rootCommand);
  root.version(version(), '-V, --version', textIn(run.language, TEXTS.version));
  return root;
}

function command(run: Run, spec: CommandSpec, path = ''): Command {
  const { language } = run;
  const { load, examples: lines } = spec;
  const fullName = `${path}${spec.name}`;
  const built = bare(run, fullName, spec.name).description(textIn(language, spec.summary));
  for (const { name, text } of spec.arguments ?? []) built.argument(name, textIn(language, text));
  for (const option of spec.options ?? []) built.addOption(parserOption(option, language));
  for (const child of spec.commands ?? []) built.addCommand(command(run, child, `${fullName} `));
  built.addHelpText('after', examples(lines, language));
  return load ? built.action(() => act(run, built, load)) : built;
}

function parserOption({ flags, text, choices, read }: OptionSpec, language: Language): Option {
  const option = new Option(flags, textIn(language, text));
  if (!choices) return option;
  if (!read) return option.choices(choices);
  return option.argParser((value) => {
    const choice = read(value);
    if (choice !== undefined) return choice;
    // Worded like the parser's own message: LocalizedCommand translates both.
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
  });
}

/** An empty command that writes to our terminal in the user's language. */
function bare({ language, terminal }: Run, fullName: string, name: string): Command {
  return new LocalizedCommand(name, language)
    .helpOption('-h, --help', textIn(language, TEXTS.help))
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      // Printable: both repeat what was typed.
      writeOut: (text) => terminal.stdout.write(printable(text)),
      writeErr: (text) => terminal.stderr.write(printable(text)),
      getOutHelpWidth: () => terminal.stdout.columns ?? 100,
    })
    .configureHelp({
      styleTitle: (title) => wordIn(language, title),
      styleOptionText: (word) => wordIn(language, word),
      styleSubcommandText: (word) => wordIn(language, word),
      minWidthToWrap: 20,
      displayWidth: (text) => stringWidth(text),
      boxWrap: wrapWords,
      formatItemList,
      optionDescription,
    })
    .showHelpAfterError(`${textIn(language, TEXTS.seeHelp)}${fullName} --help`);
}

async function act(
  run: Run,
  parsed: Command,
  load: NonNullable<CommandSpec['load']>,
): Promise<void> {
  const { terminal, language } = run;
  refuseEmpty(parsed);
  const options = new Options(
    parsed.opts(),
    parsed.options.map((option) => option.attributeName()),
  );
  const output = new Output(terminal, {
    json: options.flag('json'),
    language,
    showNumbers: options.flag('showNumbers'),
  });
  const action = await load();
  run.exitCode =
    (await action.run({
      terminal,
      language,
      output,
      options,
      commandLine: rootCommand,
      arguments: parsed.args,
    })) ?? 0;
}

/** An empty value is nearly always an unset shell variable. `logto install` would take it for the
 *  current folder; no other command has a use for it. */
function refuseEmpty(parsed: Command): void {
  const option = parsed.options.find((each) =>
    isEmpty(parsed.getOptionValue(each.attributeName())),
  );
  if (option) parsed.error(`'${option.flags}'`, { code: 'commander.optionMissingArgument' });
  const argument = parsed.registeredArguments[parsed.processedArgs.findIndex(isEmpty)];
  if (argument) parsed.error(`'${argument.name()}'`, { code: 'commander.missingArgument' });
}

const isEmpty = (value: unknown): boolean => [value].flat().includes('');

function examples(lines: readonly string[], language: Language): string {
  const shown = lines.map((line) => `  aliyun-sms ${line}`);
  return ['', textIn(language, TEXTS.examples), ...shown, ''].join('\n');
}

/** Leaves out the blank line that the parser puts between long items. */
function formatItemList(this: Help, heading: string, items: string[], helper: Help): string[] {
  return items.length === 0 ? [] : [helper.styleTitle(heading), ...items, ''];
}

/** The description alone: it names the choices in the user's language. */
const optionDescription = ({ description }: Option): string => description;

/** Translates the parser's own words in help. */
const wordIn = (language: Language, word: string): string =>
  language === 'zh' ? (CHINESE_WORDS[word] ?? word) : word;

const CHINESE_WORDS: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
  '[options]': '[选项]',
  '[command]': '[命令]',
};

const TEXTS = {
  version: { en: 'print the version', zh: '显示版本' },
  help: { en: 'show this help', zh: '显示帮助' },
  seeHelp: { en: 'See: ', zh: '请参阅：' },
  examples: { en: 'Examples:', zh: '示例：' },
} satisfies Record<string, Words>;

function flagValue(argv: readonly string[], flag: string): string | undefined {
  const index = argv.findIndex((item) => item === flag || item.startsWith(`${flag}=`));
  const found = argv[index];
  return found?.includes('=') ? found.slice(flag.length + 1) : argv[index + 1 || argv.length];
}
