import type { CommandSpec, OptionSpec } from '../../command.ts';
import { textIn, type Language } from '../../language.ts';

/** A command, and what can follow it. */
export interface Place {
  /** Its words: empty for the program itself, `send`, `logto push`. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly text: string }[];
  readonly options: readonly PlaceOption[];
}

export interface PlaceOption {
  /** `-y`, if there is one. */
  readonly short: string | undefined;
  /** `--yes`. */
  readonly long: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
  readonly text: string;
}

const HELP: OptionSpec = { flags: '-h, --help', text: { en: 'show this help', zh: '显示帮助' } };

/** The program and all commands below it. */
export function placesOf(spec: CommandSpec, language: Language, path = ''): readonly Place[] {
  const { commands = [], options = [] } = spec;
  const here: Place = {
    path,
    commands: commands.map(({ name, summary }) => ({ name, text: textIn(language, summary) })),
    options: [...options, HELP].map((option) => placeOption(option, language)),
  };
  const below = commands.flatMap((child) =>
    placesOf(child, language, path === '' ? child.name : `${path} ${child.name}`),
  );
  return [here, ...below];
}

function placeOption({ flags, text, choices = [] }: OptionSpec, language: Language): PlaceOption {
  const [short] = /(?<!-)-\w\b/.exec(flags) ?? [];
  const long = flags.replace(/^.*(--[\w-]+).*$/, '$1');
  return { short, long, takesValue: /[<[]/.test(flags), choices, text: textIn(language, text) };
}

/** The steps from place to place, such as `/send` and `logto/push`, which the scripts look up. */
export const stepsOf = (places: readonly Place[], isTop: boolean): readonly string[] =>
  places
    .filter(({ path }) => (path === '') === isTop)
    .flatMap(({ path, commands }) => commands.map(({ name }) => `${path}/${name}`));

/** Every flag with choices, and every other flag that takes a value, with its place. */
export function valuesOf(places: readonly Place[]): {
  readonly chosen: readonly { readonly at: string; readonly choices: readonly string[] }[];
  readonly free: readonly string[];
} {
  const taking = places.flatMap(({ path, options }) =>
    options.filter(({ takesValue }) => takesValue).map((option) => ({ path, option })),
  );
  const at = ({ path, option }: (typeof taking)[number]) => `${path} ${option.long}`;
  return {
    chosen: taking
      .filter(({ option }) => option.choices.length > 0)
      .map((each) => ({ at: at(each), choices: each.option.choices })),
    free: taking.filter(({ option }) => option.choices.length === 0).map(at),
  };
}

/** What can follow a place, commands first. */
export const wordsOf = ({ commands, options }: Place): readonly string[] => [
  ...commands.map(({ name }) => name),
  ...options.flatMap(({ short, long }) => (short === undefined ? [long] : [short, long])),
];
