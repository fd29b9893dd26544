import { AliyunSmsError, explainApiCode } from 'aliyun-sms-client';
import type { Words } from '../language.ts';
import { problem, type Finding } from './finding.ts';

/** A failed call as a finding, in the error book's words. Other errors are bugs and are rethrown. */
export function explained(check: string, what: Words, error: unknown): Finding {
  if (!(error instanceof AliyunSmsError)) throw error;
  const { apiCode, message } = error;
  if (apiCode === undefined) {
    return problem(
      check,
      { en: `${what.en}: ${message}`, zh: `${what.zh}：${message}` },
      {
        en: 'Check network, DNS, proxy and the endpoint from the machine where Logto runs.',
        zh: '请在运行 Logto 的机器上检查网络、DNS、代理和接入地址。',
      },
    );
  }
  const [en, zh] = [explainApiCode(apiCode, 'en'), explainApiCode(apiCode, 'zh')];
  return problem(
    check,
    { en: `${what.en}: ${apiCode} – ${en.cause}`, zh: `${what.zh}：${apiCode} – ${zh.cause}` },
    { en: en.remedy, zh: zh.remedy },
  );
}
