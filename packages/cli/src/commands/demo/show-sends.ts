import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { explainApiCode } from 'aliyun-sms-client';
import { z } from 'zod';
import type { Output } from '../../output.ts';

/** The fields of the connector's event that a line shows. */
const sendEvent = z.object({
  usage: z.string(),
  outcome: z.string(),
  to: z.string(),
  ms: z.number(),
  apiCode: z.string().optional(),
  reason: z.string().optional(),
});
type SendEvent = z.infer<typeof sendEvent>;

const CHANNEL = 'aliyun-sms:send';

/**
 * Prints a readable line for each send, and silences the connector's own log unless ALIYUN_SMS_LOG is
 * set. Returns a function that ends both.
 */
export function showSends(output: Output, now: () => Date): () => void {
  const before = process.env['ALIYUN_SMS_LOG'];
  process.env['ALIYUN_SMS_LOG'] ??= 'silent';
  const listener = (message: unknown) => {
    const read = sendEvent.safeParse(message);
    if (read.success) output.print(sendLine(output, read.data, now()));
  };
  subscribe(CHANNEL, listener);
  return () => {
    unsubscribe(CHANNEL, listener);
    if (before === undefined) delete process.env['ALIYUN_SMS_LOG'];
  };
}

function sendLine(output: Output, event: SendEvent, at: Date): string {
  const { usage, outcome, to, ms } = event;
  const time = output.paint('dim', at.toTimeString().slice(0, 8));
  if (outcome === 'accepted') {
    const sent = output.text({
      en: `sent in ${ms.toFixed(0)} ms`,
      zh: `已发送，${ms.toFixed(0)} 毫秒`,
    });
    return `  ${time}  ${output.paint('green', '✓')} ${usage}  ${to}  ${sent}`;
  }
  return `  ${time}  ${output.paint('red', '✗')} ${usage}  ${to}  ${whyNot(output, event)}`;
}

function whyNot(output: Output, { apiCode, reason = '' }: SendEvent): string {
  if (apiCode === undefined) return reason;
  return `${apiCode} – ${explainApiCode(apiCode, output.language).cause}`;
}
