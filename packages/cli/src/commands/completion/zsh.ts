import { stepsOf, valuesOf, type Place } from './places.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** `name:text`, the format of `_describe`. */
const described = (name: string, text: string): string =>
  quoted(`${name}:${text.replaceAll(/[\\:]/g, String.raw`\$&`)}`);

const either = (words: readonly string[]): string => words.map((word) => quoted(word)).join('|');

export function zshScript(places: readonly Place[]): string {
  const { chosen, free } = valuesOf(places);
  return [
    '#compdef aliyun-sms',
    '_aliyun_sms() {',
    "  local place='' word",
    '  local -a commands options',
    '  for word in "${(@)words[2,CURRENT-1]}"; do',
    '    case "$place/$word" in',
    `      (${either(stepsOf(places, true))}) place="$word" ;;`,
    `      (${either(stepsOf(places, false))}) place="$place $word" ;;`,
    '    esac',
    '  done',
    '  case "$place ${words[CURRENT-1]}" in',
    ...chosen.map(({ at, choices }) => `    ('${at}') compadd -- ${choices.join(' ')}; return ;;`),
    `    (${either(free)}) _files; return ;;`,
    '  esac',
    '  case "$place" in',
    ...places.map(branch),
    '  esac',
    "  _describe 'command' commands",
    "  _describe -o 'option' options",
    '  [[ ${words[CURRENT]} == -* ]] || _files',
    '}',
    'compdef _aliyun_sms aliyun-sms',
  ].join('\n');
}

function branch({ path, commands, options }: Place): string {
  const names = commands.map(({ name, text }) => described(name, text));
  const flags = options.flatMap(({ short, long, text }) =>
    [short, long].flatMap((flag) => (flag === undefined ? [] : [described(flag, text)])),
  );
  return `    ('${path}') commands=(${names.join(' ')}) options=(${flags.join(' ')}) ;;`;
}
