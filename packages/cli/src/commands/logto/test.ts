import { maskPhoneNumber, parsePhoneNumber } from 'aliyun-sms-client';
import type { Action } from '../../command.ts';
import { usageFailure } from '../../failure.ts';
import { openLogto } from '../../logto/access.ts';
import { OWN_FACTORY } from '../../logto/convert-official.ts';
import { ownSettings } from '../../logto/own-settings.ts';
import { readSettings } from '../../logto/settings-file.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const [text = ''] = context.arguments;
  const number = parsePhoneNumber(text);
  if (!number) {
    throw usageFailure({ en: 'This is not a phone number.', zh: '这不是手机号码。' });
  }
  const file = options.text('settings');
  const logto = await openLogto(context);
  const settings = file === undefined ? await ownSettings(logto) : await readSettings(file);
  const work = logto.testConnector(OWN_FACTORY, number.msisdn, settings);
  await output.progress({ en: 'Logto is sending …', zh: 'Logto 正在发送 …' }, work);
  const to = output.showNumbers ? number.e164 : maskPhoneNumber(number.e164);
  output.result({ sent: true, to });
  output.print({
    en: `✓ Logto has sent a test message (code 000000) to ${to}.`,
    zh: `✓ Logto 已向 ${to} 发送测试短信（验证码 000000）。`,
  });
};
