import { explainApiCode } from 'aliyun-sms-client';
import type { LoggedRequest, Message, RunningSandbox } from 'aliyun-sms-sandbox';
import { shownNumber, withoutCodes } from '../../aliyun/recipient.ts';
import type { Context } from '../../command.ts';
import { onOneLine } from '../../printable.ts';

/** Most lines per second: the rest of a load test is only counted. */
const MOST_LINES = 20;

/**
 * Prints a line for each accepted message and each refused call. Numbers and codes are masked unless
 * the command's options say otherwise. Returns a function that ends it.
 */
export function showCalls(context: Context, { messages, requests }: RunningSandbox): () => void {
  const print = limitedLines(context);
  const ends = [
    messages.subscribe((event) => {
      if (event.type === 'accepted') print(() => messageLine(context, event.message.details()));
    }),
    requests.subscribe((call) => {
      if (call.apiCode !== undefined && call.apiCode !== 'OK') {
        print(() => refusalLine(context, call.details()));
      }
    }),
  ];
  return () => ends.forEach((end) => end());
}

/** Prints lines with their time; those beyond the limit are not even built. */
function limitedLines({ output, terminal }: Context): (line: () => string) => void {
  let second = '';
  let count = 0;
  const print = (line: string) => output.print(`  ${output.paint('dim', second)}  ${line}`);
  return (line) => {
    const time = terminal.now().toTimeString().slice(0, 8);
    if (time !== second) {
      const more = count - MOST_LINES;
      if (more > 0) print(output.text({ en: `… and ${more} more`, zh: `……另有 ${more} 条` }));
      second = time;
      count = 0;
    }
    count += 1;
    if (count <= MOST_LINES) print(line());
  };
}

function messageLine(context: Context, { to, text, code }: Message): string {
  const { output, options } = context;
  const shown = options.flag('showCodes') ? text : withoutCodes(text, code);
  return `${output.paint('green', '✓')} ${shownNumber(context, to)}  ${onOneLine(shown)}`;
}

/** For a wrong signature, names the mistake that explains it, if one does. */
function refusalLine({ output }: Context, call: LoggedRequest): string {
  const { action = '', apiCode = '', diagnosis: [mistake] = [] } = call;
  const cause =
    mistake === undefined
      ? explainApiCode(apiCode, output.language).cause
      : output.text(mistake.explanation);
  const called = onOneLine(action).slice(0, 40);
  return `${output.paint('red', '✗')} ${called}  ${apiCode} – ${cause}`;
}
