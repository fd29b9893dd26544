import { Command } from 'commander';
import { textIn, type Language, type Words } from './language.ts';

/** A command that reports wrong usage in the user's language. The parser's error has a code for what
 *  is wrong and, quoted in its English message, the words concerned. */
export class LocalizedCommand extends Command {
  readonly #language: Language;

  constructor(name: string, language: Language) {
    super(name);
    this.#language = language;
  }

  override error(message: string, options?: { exitCode?: number; code?: string }): never {
    return super.error(textIn(this.#language, usageError(message, options?.code ?? '')), options);
  }
}

function usageError(message: string, code: string): Words {
  const [first = '', second = ''] = [...message.matchAll(/'([^']*)'/g)].map(([, it = '']) => it);
  const [, choices] = /Allowed choices are (.+)\.$/.exec(message) ?? [];
  const [, similar] = /\(Did you mean (?:one of )?(.+)\?\)$/.exec(message) ?? [];
  const text = TEXTS[code]?.(first, second, choices) ?? { en: message, zh: message };
  const hint = similar === undefined ? NOTHING : didYouMean(similar);
  return { en: `✗ ${text.en}${hint.en}`, zh: `✗ ${text.zh}${hint.zh}` };
}

const NOTHING = { en: '', zh: '' };

const didYouMean = (similar: string): Words => ({
  en: ` Did you mean ${similar}?`,
  zh: `是否想输入 ${similar}？`,
});

/** By the parser's code; `first` and `second` are what its message quotes. */
const TEXTS: Readonly<Record<string, (first: string, second: string, choices?: string) => Words>> =
  {
    'commander.unknownOption': (flag) => ({
      en: `Unknown option ${flag}.`,
      zh: `没有选项 ${flag}。`,
    }),
    'commander.unknownCommand': (name) => ({
      en: `Unknown command "${name}".`,
      zh: `没有命令“${name}”。`,
    }),
    'commander.missingArgument': (name) => ({
      en: `<${name}> is missing.`,
      zh: `缺少参数 <${name}>。`,
    }),
    'commander.optionMissingArgument': (flags) => ({
      en: `${flags} needs a value.`,
      zh: `选项 ${flags} 缺少取值。`,
    }),
    'commander.excessArguments': (name) => ({
      en: `Too many arguments after "${name}". Put quotes around a value with spaces.`,
      zh: `“${name}”之后的参数过多。含空格的值请加引号。`,
    }),
    'commander.invalidArgument': (flags, value, choices = '') =>
      notAmong(flags, choices.split(', '), value),
  };

/** Says which values `name` takes, because `value` is none of them. */
export function notAmong(name: string, choices: readonly string[], value: string): Words {
  const last = choices.at(-1) ?? '';
  const others = choices.slice(0, -1);
  return {
    en: `${name} takes ${others.join(', ')} or ${last}, not "${value}".`,
    zh: `${name} 的取值为 ${others.join('、')} 或 ${last}，而不是“${value}”。`,
  };
}
