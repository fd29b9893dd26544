import { stepsOf, type Place, type PlaceOption } from './places.ts';

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;

export const fishScript = (places: readonly Place[]): string =>
  [
    'function __aliyun_sms_at',
    "  set -l place ''",
    '  for word in (commandline -opc)[2..-1]',
    '    switch "$place/$word"',
    `      case ${stepsOf(places, true).join(' ')}`,
    '        set place $word',
    `      case ${stepsOf(places, false).join(' ')}`,
    '        set place "$place $word"',
    '    end',
    '  end',
    '  test "$place" = "$argv[1]"',
    'end',
    ...places.flatMap((place) => linesOf(place)),
  ].join('\n');

function linesOf({ path, commands, options }: Place): readonly string[] {
  const here = `complete -c aliyun-sms -n "__aliyun_sms_at '${path}'"`;
  return [
    ...commands.map(({ name, text }) => `${here} -f -a ${name} -d ${quoted(text)}`),
    ...options.map((option) => `${here} ${optionOf(option)}`),
  ];
}

/** `-x`: a value that is not a file; `-r`: any value. */
function optionOf({ short, long, takesValue, choices, text }: PlaceOption): string {
  const values = choices.length > 0 ? `-x -a ${quoted(choices.join(' '))}` : '-r';
  return [
    ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
    `-l ${long.slice(2)}`,
    ...(takesValue ? [values] : []),
    `-d ${quoted(text)}`,
  ].join(' ');
}
