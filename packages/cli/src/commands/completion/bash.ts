import { stepsOf, valuesOf, wordsOf, type Place } from './places.ts';

/** Names of commands and options contain no quotes and no blanks. */
const either = (words: readonly string[]): string => words.map((word) => `'${word}'`).join('|');

/** For bash 3.2 and later. Without a match of ours, bash completes file names. */
export function bashScript(places: readonly Place[]): string {
  const { chosen, free } = valuesOf(places);
  return [
    '_aliyun_sms() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"',
    "  local place='' words='' word",
    '  COMPREPLY=()',
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    '    case "$place/$word" in',
    `      ${either(stepsOf(places, true))}) place="$word" ;;`,
    `      ${either(stepsOf(places, false))}) place="$place $word" ;;`,
    '    esac',
    '  done',
    '  case "$place $previous" in',
    ...chosen.map(({ at, choices }) => `    '${at}') words='${choices.join(' ')}' ;;`),
    `    ${either(free)}) return ;;`,
    '    *) case "$place" in',
    ...places.map((place) => `      '${place.path}') words='${wordsOf(place).join(' ')}' ;;`),
    '    esac ;;',
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _aliyun_sms aliyun-sms',
  ].join('\n');
}
