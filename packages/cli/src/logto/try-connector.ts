import { maskPhoneNumber, parsePhoneNumber } from 'aliyun-sms-client';
import type { PhoneNumber } from 'aliyun-sms-client';
import type { Context } from '../command.ts';
import { usageFailure } from '../failure.ts';
import type { ManagementApi } from './management-api.ts';
import type { Settings } from './settings-file.ts';

export function readPhone(text: string): PhoneNumber {
  const number = parsePhoneNumber(text);
  if (number) return number;
  throw usageFailure({
    en: 'This is not a phone number. Write it with its country code: +8613800138000',
    zh: '这不是手机号码。请带上国家码：+8613800138000',
  });
}

/** A connector with settings that need not be saved in Logto. */
export interface Tried {
  readonly factory: string;
  readonly config: Settings;
}

/** Lets Logto send a test message, as Console's "Send" does. Resolves to the number for display. */
export async function tryConnector(
  { output }: Context,
  logto: ManagementApi,
  { factory, config }: Tried,
  number: PhoneNumber,
): Promise<string> {
  const work = logto.testConnector(factory, number.msisdn, config);
  await output.progress({ en: 'Logto is sending …', zh: 'Logto 正在发送 …' }, work);
  const to = output.showNumbers ? number.e164 : maskPhoneNumber(number.e164);
  output.print({
    en: `✓ Logto has sent a test message (code 000000) to ${to}.`,
    zh: `✓ Logto 已向 ${to} 发送测试短信（验证码 000000）。`,
  });
  return to;
}
