import { usageFailure } from './failure.ts';

/** Typed access to the parsed options. An invalid value is a usage failure that names its flag. */
export class Options {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #names: readonly string[];

  /** `names`: all options of the command, given or not. */
  constructor(values: Readonly<Record<string, unknown>>, names: readonly string[] = []) {
    this.#values = values;
    this.#names = names;
  }

  has(name: string): boolean {
    return this.#names.includes(name);
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  list(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  whole(name: string, range: { min: number; max: number }): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : wholeNumber(text, flagOf(name), range);
  }

  port(name: string): number | undefined {
    return this.whole(name, { min: 0, max: 65_535 });
  }
}

/** A whole number from a flag or variable; `source` is its name as the user wrote it (`--port`). */
export function wholeNumber(
  text: string,
  source: string,
  { min, max }: { min: number; max: number },
): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw usageFailure({
    en: `${source} takes a whole number from ${min} to ${max}, not "${text}".`,
    zh: `${source} 需要 ${min} 到 ${max} 之间的整数，而不是“${text}”。`,
  });
}

const flagOf = (name: string): string =>
  `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
