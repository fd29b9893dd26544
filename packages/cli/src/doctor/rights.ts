import { AliyunSmsApiError, chinaDay, type SmsClient } from 'aliyun-sms-client';
import type { Localized } from '../language.ts';
import { explained } from './explained.ts';
import { ok, problem, type Finding } from './finding.ts';

/** The key itself: found, enabled, and the secret right. */
export async function checkKey(client: SmsClient, accessKeyId: string): Promise<Finding> {
  const what = { en: `Access key ${accessKeyId}`, zh: `访问密钥 ${accessKeyId}` };
  try {
    await client.querySmsSignList({ pageSize: 1 });
  } catch (error) {
    // The key was recognised: what is missing is a right, and that is another line.
    if (!isDenied(error)) return explained('key', what, error);
  }
  return ok('key', { en: `${what.en} is valid`, zh: `${what.zh} 有效` });
}

interface Right {
  readonly action: string;
  readonly use: Localized;
  /** A call that costs nothing and sends nothing. */
  readonly probe: (client: SmsClient, now: Date) => Promise<unknown>;
}

const RIGHTS: readonly Right[] = [
  {
    action: 'dysms:SendSms',
    use: { en: 'sending', zh: '发送短信' },
    // A number that cannot exist: refused for that, once the right to send has been checked.
    // Unverified: that Aliyun looks at the right before the number.
    probe: (client) =>
      client.call('SendSms', '2017-05-25', {
        PhoneNumbers: '1',
        SignName: '-',
        TemplateCode: 'SMS_1',
      }),
  },
  {
    action: 'dysms:QuerySendDetails',
    use: { en: 'looking lost answers and deliveries up', zh: '查询发送详情' },
    probe: (client, now) =>
      client.querySendDetails({
        phoneNumber: '13800138000',
        sendDate: chinaDay(now.getTime()),
        pageSize: 1,
      }),
  },
  {
    action: 'dysms:GetSmsSign',
    use: { en: 'checking signatures', zh: '检查签名' },
    probe: (client) => client.getSmsSign({ signName: '-' }),
  },
  {
    action: 'dysms:GetSmsTemplate',
    use: { en: 'checking templates', zh: '检查模板' },
    probe: (client) => client.getSmsTemplate({ templateCode: 'SMS_1' }),
  },
];

/** Each right that the connector and this program use. */
export const checkRights = (client: SmsClient, now: Date): Promise<Finding[]> =>
  Promise.all(RIGHTS.map((right) => checkRight(client, right, now)));

async function checkRight(client: SmsClient, right: Right, now: Date): Promise<Finding> {
  const { action, use } = right;
  const what = { en: `Right ${action} (${use.en})`, zh: `权限 ${action}（${use.zh}）` };
  try {
    await right.probe(client, now);
  } catch (error) {
    if (isDenied(error)) {
      return problem(
        'right',
        { en: `${what.en} is missing`, zh: `缺少${what.zh}` },
        {
          en: 'Let "policy" write the least RAM policy, and attach it to the RAM user of this key.',
          zh: '用 policy 生成最小权限策略，并授权给该密钥的 RAM 用户。',
        },
      );
    }
    // Refused for the made-up name or number: the right is there.
    if (!(error instanceof AliyunSmsApiError)) return explained('right', what, error);
  }
  return ok('right', what);
}

const isDenied = (error: unknown): boolean =>
  error instanceof AliyunSmsApiError && error.category === 'permission';
