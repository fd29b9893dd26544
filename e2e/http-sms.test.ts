import { startGateway, type RunningGateway } from 'aliyun-sms-gateway';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogtoMessage } from './testing/logto-installation.ts';
import { account, freshNumber, signName, templates } from './testing/ready-made.ts';
import { useLogto } from './testing/use-logto.ts';

/** The id of Logto's own HTTP SMS connector, which Logto Cloud includes. */
const http = 'http-sms';
const TOKEN = 'a-token-of-more-than-24-characters';

const { logto, sandbox } = await useLogto({ httpSms: true });
let gateway: RunningGateway;

beforeAll(async () => {
  gateway = await startGateway({
    settings: {
      ...account,
      signName,
      templates: [{ usageType: 'Generic', templateCode: templates }],
      endpoint: sandbox.url,
    },
    environment: { ALIYUN_SMS_GATEWAY_TOKEN: TOKEN },
    port: 0,
  });
  await logto.save(http, { endpoint: `${gateway.url}/sms`, authorization: `Bearer ${TOKEN}` });
});

afterAll(() => gateway.close());

function message(overrides: Partial<LogtoMessage> = {}): LogtoMessage {
  const to = `86${freshNumber()}`;
  return {
    to,
    type: 'SignIn',
    payload: { code: '042137', locale: 'en' },
    ip: '203.0.113.7',
    ...overrides,
  };
}

describe('Logto’s HTTP SMS connector, loaded by its loader', () => {
  test('sends a code through the gateway', async () => {
    const sent = message();
    await logto.send(http, sent);
    expect(sandbox.lastCode(sent.to)).toBe('042137');
  });

  test('sends overseas with the overseas template, even without an IP address', async () => {
    await logto.send(http, { to: '85268326366', type: 'BindMfa', payload: { code: '042137' } });
    expect(sandbox.messages.list().messages).toMatchObject([
      { to: '+85268326366', templateCode: templates.overseas },
    ]);
  });

  test.each([
    ['en', /Messages cannot be sent to this phone number/],
    ['zh-CN', /无法向该手机号发送短信/],
  ])('passes on our sentence in %s if nothing was sent', async (locale, sentence) => {
    const refused = message({ to: '86123', payload: { code: '042137', locale } });
    await expect(logto.send(http, refused)).rejects.toMatchObject({
      ofHost: true,
      code: 'general',
      shown: { status: 400, en: { message: expect.stringMatching(sentence) } },
    });
  });

  test('passes on the sentence for a limit', async () => {
    const sent = message();
    await logto.send(http, sent);
    await expect(logto.send(http, sent)).rejects.toMatchObject({
      ofHost: true,
      shown: { en: { message: expect.stringMatching(/"Too many messages were requested/) } },
    });
  });

  test('at Console’s "Send", shows the operator what is wrong', async () => {
    sandbox.faults.replace([{ effect: { kind: 'apiCode', apiCode: 'isv.OUT_OF_SERVICE' } }]);
    const tried = message({ type: 'Generic', payload: { code: '000000' } });
    await expect(logto.send(http, tried)).rejects.toMatchObject({
      shown: { en: { message: expect.stringMatching(/"isv\.OUT_OF_SERVICE: /) } },
    });
  });

  test('sends nothing with a wrong token', async () => {
    const config = { endpoint: `${gateway.url}/sms`, authorization: 'Bearer wrong' };
    await expect(logto.send(http, message(), config)).rejects.toMatchObject({ ofHost: true });
    expect(sandbox.messages.list().messages).toEqual([]);
  });
});
