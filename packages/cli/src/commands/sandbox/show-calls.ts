import { explainApiCode } from 'aliyun-sms-client';
import type { LoggedRequest, Message, RunningSandbox } from 'aliyun-sms-sandbox';
import { shownNumber, withoutCodes } from '../../aliyun/recipient.ts';
import type { Context } from '../../command.ts';
import { onOneLine } from '../../printable.ts';

/** Lines a second at most: what a load test sends is counted. */
const MOST_LINES = 20;

/**
 * Tells each message that the sandbox takes, and each call that it refuses, in a line for people.
 * Numbers and codes are masked unless the command's options ask for them. Ends with the function that
 * it answers with.
 */
export function showCalls(context: Context, { messages, requests }: RunningSandbox): () => void {
  const tell = limitedLines(context);
  const ends = [
    messages.subscribe((event) => {
      if (event.type === 'accepted') tell(() => messageLine(context, event.message.details()));
    }),
    requests.subscribe((call) => {
      if (call.apiCode !== undefined && call.apiCode !== 'OK') {
        tell(() => refusalLine(context, call.details()));
      }
    }),
  ];
  return () => ends.forEach((end) => end());
}

/** Prints lines with their time; a line that is one too many in its second is not even made. */
function limitedLines({ output, terminal }: Context): (line: () => string) => void {
  let second = '';
  let count = 0;
  const print = (line: string) => output.print(`  ${output.paint('dim', second)}  ${line}`);
  return (line) => {
    const time = terminal.now().toTimeString().slice(0, 8);
    if (time !== second) {
      const left = count - MOST_LINES;
      if (left > 0) print(output.text({ en: `… and ${left} more`, zh: `……另有 ${left} 条` }));
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

/** With the mistake that explains a wrong signature, where one does. */
function refusalLine({ output }: Context, call: LoggedRequest): string {
  const { action = '', apiCode = '', diagnosis: [mistake] = [] } = call;
  const cause =
    mistake === undefined
      ? explainApiCode(apiCode, output.language).cause
      : output.text(mistake.explanation);
  const called = onOneLine(action).slice(0, 40);
  return `${output.paint('red', '✗')} ${called}  ${apiCode} – ${cause}`;
}
