import { AliyunSmsApiError, AliyunSmsError, chinaDay, type SmsClient } from 'aliyun-sms-client';
import type { ChannelSettings } from 'aliyun-sms-sender';
import { placeInChain } from '../aliyun/account.ts';
import type { Words } from '../language.ts';
import type { PlannedUse } from '../settings/every-send.ts';
import { operationOf, type OperationName } from '../settings/operation.ts';
import { explained } from './failed-call.ts';
import { ok, problem, type Finding } from './finding.ts';

/** Checks that the key exists and is enabled, and that the secret is correct. */
export async function checkKey(
  client: SmsClient,
  { channel }: ChannelSettings,
  {
    accessKeyId,
    now,
    source,
  }: { readonly accessKeyId: string; readonly now: Date; readonly source: Words },
): Promise<Finding> {
  const what = { en: `Access key ${accessKeyId}`, zh: `访问密钥 ${accessKeyId}` };
  try {
    await (channel === 'mas'
      ? client.queryVerifyCodeDetails(someDetails(now))
      : client.querySmsSignList({ pageSize: 1 }));
  } catch (error) {
    // The key is valid: a missing right is a finding of its own.
    if (!isDenied(error)) return from(explained('key', what, error), error, source);
  }
  return ok('key', { en: `${what.en} is valid`, zh: `${what.zh} 有效` });
}

/** Adds where the key came from, as the client reports it if it does. */
function from(finding: Finding, error: unknown, known: Words): Finding {
  const { credentialsSource: named } = error instanceof AliyunSmsError ? error : {};
  const source = named === undefined ? known : placeInChain(named);
  const { en, zh } = finding.text;
  return {
    ...finding,
    text: { en: `${en} (key from: ${source.en})`, zh: `${zh}（密钥来源：${source.zh}）` },
  };
}

interface Right {
  readonly action: string;
  readonly use: Words;
  /** A call that needs the right, but costs nothing and sends nothing. */
  readonly probe: (client: SmsClient, now: Date) => Promise<unknown>;
}

const someDetails = (now: Date) => ({
  phoneNumber: '13800138000',
  sendDate: chinaDay(now.getTime()),
  pageSize: 1,
});

const SENDING = { en: 'sending', zh: '发送短信' };
const LOOKING_UP = { en: 'looking up lost answers and deliveries', zh: '查询发送详情' };

// Sends are probed with a number that cannot exist, which Aliyun refuses after it has checked the right.
// Unverified: that Aliyun checks the right before the number.

const SEND: Readonly<Record<OperationName, Right>> = {
  SendSms: {
    action: 'dysms:SendSms',
    use: SENDING,
    probe: (client) =>
      client.call('SendSms', '2017-05-25', {
        PhoneNumbers: '1',
        SignName: '-',
        TemplateCode: 'SMS_1',
      }),
  },
  SendSmsVerifyCode: {
    action: 'dypns:SendSmsVerifyCode',
    use: SENDING,
    probe: (client) =>
      client.sendSmsVerifyCode({
        phoneNumber: '10000000000',
        signName: '-',
        templateCode: '1',
        templateParam: {},
      }),
  },
  SendMessageToGlobe: {
    action: 'dysms:SendMessageToGlobe',
    use: SENDING,
    probe: (client) =>
      client.call('SendMessageToGlobe', '2018-05-01', { To: '1', Message: '-', Type: 'OTP' }),
  },
  SendMessageWithTemplate: {
    action: 'dysms:SendMessageWithTemplate',
    use: SENDING,
    probe: (client) =>
      client.call('SendMessageWithTemplate', '2018-05-01', {
        To: '1',
        From: '-',
        TemplateCode: 'SMS_1',
      }),
  },
};

const LOOK_UP: Readonly<Record<ChannelSettings['channel'], Right>> = {
  sms: {
    action: 'dysms:QuerySendDetails',
    use: LOOKING_UP,
    probe: (client, now) => client.querySendDetails(someDetails(now)),
  },
  mas: {
    action: 'dypns:QuerySendDetails',
    use: LOOKING_UP,
    probe: (client, now) => client.queryVerifyCodeDetails(someDetails(now)),
  },
  international: {
    action: 'dysms:QueryMessage',
    use: LOOKING_UP,
    probe: (client) => client.queryMessage({ messageId: '1' }),
  },
};

/** For accounts with signatures and templates of their own. */
const READING: readonly Right[] = [
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

/** The RAM actions that sending through a channel needs. */
export const CHANNEL_ACTIONS: Readonly<Record<ChannelSettings['channel'], readonly string[]>> = {
  sms: [SEND.SendSms.action, LOOK_UP.sms.action],
  mas: [SEND.SendSmsVerifyCode.action, LOOK_UP.mas.action],
  international: [
    SEND.SendMessageToGlobe.action,
    SEND.SendMessageWithTemplate.action,
    LOOK_UP.international.action,
  ],
};

/** Every right that a send on this channel needs, and those that the doctor itself needs. */
export const checkRights = (
  client: SmsClient,
  uses: readonly PlannedUse[],
  { now, reads }: { readonly now: Date; readonly reads: boolean },
): Promise<Finding[]> => {
  const send = uses.map((use) => SEND[operationOf(use)]);
  const lookUp = uses.map(({ channel }) => LOOK_UP[channel.channel]);
  return Promise.all(
    [...new Set([...send, ...lookUp, ...(reads ? READING : [])])].map((right) =>
      checkRight(client, right, now),
    ),
  );
};

async function checkRight(client: SmsClient, right: Right, now: Date): Promise<Finding> {
  const { action, use } = right;
  const what = { en: `Permission ${action} (${use.en})`, zh: `权限 ${action}（${use.zh}）` };
  try {
    await right.probe(client, now);
  } catch (error) {
    if (isDenied(error)) {
      return problem(
        'right',
        { en: `${what.en} is missing`, zh: `缺少${what.zh}` },
        {
          en: 'Run "policy" for the least-privilege RAM policy, and attach it to the RAM user of this key.',
          zh: '用 policy 生成最小权限策略，并授权给该密钥的 RAM 用户。',
        },
      );
    }
    // Refused for the made-up name or number: the right is granted.
    if (!(error instanceof AliyunSmsApiError)) return explained('right', what, error);
  }
  return ok('right', what);
}

const isDenied = (error: unknown): boolean =>
  error instanceof AliyunSmsApiError && error.category === 'permission';
