import { afterEach, describe, expect, it } from 'vitest';
import { settingsFor } from '../../sender/src/testing/sending.ts';
import {
  closeGateways,
  metricLines,
  MOBILE,
  openGateway,
  post,
  posted,
  TOKEN,
  useLog,
  useSandbox,
} from './testing/own-gateway.ts';

const sandbox = await useSandbox();
const log = useLog();
afterEach(closeGateways);

const gatewayWith = (more: object = {}) =>
  openGateway({ settings: settingsFor(sandbox.url, more) });
const refuseWith = (apiCode: string) =>
  sandbox.faults.replace([{ effect: { kind: 'apiCode', apiCode } }]);
const sentMessages = () => sandbox.messages.list().messages;

describe('a code', () => {
  it('reaches the phone, and the answer is an empty 204', async () => {
    const answer = await post(gatewayWith());
    expect(answer.status).toBe(204);
    expect(await answer.text()).toBe('');
    expect(sandbox.lastCode(MOBILE)).toBe('042137');
  });

  it('of a type without its own template uses that of Generic', async () => {
    const answer = await post(gatewayWith(), posted({ type: 'FutureType' }));
    expect(answer.status).toBe(204);
    expect(sentMessages()).toMatchObject([{ templateCode: 'SMS_200000001' }]);
  });

  it('without an address is not limited per address', async () => {
    const guard = { perIp: [{ limit: 1, seconds: 3600 }] };
    const gateway = gatewayWith({ guard });
    for (const to of ['8613800138001', '8613800138002', '8613800138003']) {
      expect((await post(gateway, { ...posted({ to }), ip: undefined })).status).toBe(204);
    }
  });

  it('that may be on its way counts as sent', async () => {
    refuseWith('isp.SYSTEM_ERROR');
    expect((await post(gatewayWith())).status).toBe(204);
    expect(log.some((line) => line.includes('"outcome":"unknown"'))).toBe(true);
  });
});

describe('a request without the right token', () => {
  it.each([
    ['another one', { token: 'another-token-of-more-than-24-chars' }],
    ['the beginning of the token', { token: TOKEN.slice(0, -1) }],
    ['the token and more', { token: `${TOKEN}x` }],
    ['the token without its scheme', { authorization: TOKEN }],
    ['an empty header', { authorization: '' }],
  ])('but with %s is refused with 401, and nothing is sent', async (_, headers) => {
    const answer = await post(gatewayWith(), posted(), headers);
    expect(answer.status).toBe(401);
    expect(await answer.text()).toMatch(/could not be sent.* \/ 短信发送失败/);
    expect(sentMessages()).toEqual([]);
  });

  it.each([`/sms?token=${TOKEN}`, '/sms?', `/sms?authorization=Bearer%20${TOKEN}`])(
    'in its header must not have one in its URL: %s',
    async (path) => {
      const answer = await post(gatewayWith(), posted(), { path });
      expect(answer.status).toBe(400);
      expect(sentMessages()).toEqual([]);
      expect(log.join('')).not.toContain(TOKEN);
    },
  );
});

describe('Console’s "Send" shows what is configured incorrectly', () => {
  const testSend = posted({ type: 'Generic', payload: { code: '000000' } });

  it.each([
    ['the token', { token: 'wrong' }, 401, /no token of this gateway.* \/ .*没有本网关的令牌/],
    ['a token in the URL', { path: '/sms?token=x' }, 400, /has a query.* \/ .*查询参数/],
    ['the address', { path: '/' }, 404, /only at \/sms.* \/ .*只在 \/sms/],
    ['nothing, with a trailing slash', { path: '/sms/' }, 204, /^$/],
  ])('%s', async (_, headers, status, text) => {
    const answer = await post(gatewayWith(), testSend, headers);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(text);
  });

  it.each([{ token: 'wrong' }, { path: '/' }])(
    'and a user does not see it: %o',
    async (headers) => {
      expect(await (await post(gatewayWith(), posted(), headers)).text()).toMatch(
        /^The message could not be sent[^/]* \/ 短信发送失败[^/]*$/,
      );
    },
  );
});

describe('while a token is being replaced', () => {
  it('both are accepted', async () => {
    const tokens = ['the-old-token-of-24-characters', 'the-new-token-of-24-characters'];
    const gateway = openGateway({
      settings: settingsFor(sandbox.url),
      environment: { ALIYUN_SMS_GATEWAY_TOKEN: tokens.join(', ') },
    });
    for (const [index, token] of tokens.entries()) {
      const to = `861380013800${index}`;
      expect((await post(gateway, posted({ to }), { token })).status).toBe(204);
    }
    expect((await post(gateway, posted(), { token: tokens.join(',') })).status).toBe(401);
  });
});

describe('a body', () => {
  it.each([
    ['that is not JSON', '{"to":'],
    ['that is empty', ''],
    ['that is not an object', '[]'],
    ['without a number', posted({ to: undefined })],
    ['with a number that is not a string', posted({ to: 8613800138000 })],
    ['without a type', posted({ type: undefined })],
    ['with a type that is not a string', posted({ type: ['SignIn'] })],
    ['without a payload', posted({ payload: undefined })],
    ['without a code', posted({ payload: { locale: 'en' } })],
    ['with a code that is not a string', posted({ payload: { code: 42137 } })],
    ['with an address that is not a string', posted({ ip: 7 })],
  ])('%s is refused with 400, and nothing is sent', async (_, body) => {
    const answer = await post(gatewayWith(), body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toMatch(/could not be sent/);
    expect(sentMessages()).toEqual([]);
  });

  it('of more than 64 KiB is refused with 413', async () => {
    const answer = await post(gatewayWith(), posted({ payload: { code: 'x'.repeat(65_536) } }));
    expect(answer.status).toBe(413);
    expect(sentMessages()).toEqual([]);
  });
});

/** Words for operators, which no user should see. */
const OPERATORS = /isv\.|AccessKey|RAM|balance|余额|template|模板|guard/i;

describe('a user whose code was not sent', () => {
  it.each([
    ['en', /^Messages cannot be sent to this phone number\./],
    ['zh-CN', /^无法向该手机号发送短信/],
    ['zh-HK', /^无法向该手机号发送短信/],
    ['fr', /^Messages cannot be sent to this phone number\./],
    [undefined, /^Messages cannot be sent to this phone number\./],
  ])('gets one sentence in the language of %s', async (locale, sentence) => {
    const answer = await post(
      gatewayWith(),
      posted({ to: '86123', payload: { code: '1', locale } }),
    );
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(sentence);
  });

  it.each([
    ['isv.OUT_OF_SERVICE', 502],
    ['isv.SMS_TEMPLATE_ILLEGAL', 502],
    ['InvalidAccessKeyId.NotFound', 502],
    ['isv.BLACK_KEY_CONTROL_LIMIT', 422],
    ['isv.MOBILE_NUMBER_ILLEGAL', 422],
    ['isv.CUSTOMER_REFUSED', 422],
  ])('gets, for %s, a %i and no details for operators', async (code, status) => {
    refuseWith(code);
    const answer = await post(gatewayWith());
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toMatch(OPERATORS);
  });

  it('gets a 503 if Aliyun cannot be reached', async () => {
    const gateway = openGateway({ settings: settingsFor('http://127.0.0.1:1') });
    const answer = await post(gateway);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toMatch(OPERATORS);
  });

  it('gets, for a limit, a 429 with the time to wait', async () => {
    const gateway = gatewayWith({ guard: { perNumber: [{ limit: 1, seconds: 3600 }] } });
    await post(gateway);
    const answer = await post(gateway);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(3500);
    expect(await answer.text()).toMatch(/^Too many messages were requested/);
    expect(sentMessages()).toHaveLength(1);
  });

  it('gets, for a limit of Aliyun without a time, a 429 with a minute', async () => {
    refuseWith('Throttling.User');
    const answer = await post(gatewayWith());
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('60');
  });
});

const consolesSend = (more: object = {}) =>
  posted({ type: 'Generic', payload: { code: '000000', ...more } });

describe('Console’s "Send"', () => {
  it('shows the operator code, cause and remedy, in both languages', async () => {
    refuseWith('isv.OUT_OF_SERVICE');
    const answer = await post(gatewayWith(), consolesSend());
    expect(answer.status).toBe(502);
    expect(await answer.text()).toMatch(
      /^isv\.OUT_OF_SERVICE: .+ \/ isv\.OUT_OF_SERVICE: .*\p{Script=Han}/u,
    );
  });

  it('shows them in the language of the request', async () => {
    refuseWith('isv.OUT_OF_SERVICE');
    const answer = await post(gatewayWith(), consolesSend({ locale: 'zh-CN' }));
    expect(await answer.text()).toMatch(/^isv\.OUT_OF_SERVICE: \p{Script=Han}[^/]*$/u);
  });

  it('shows an unknown outcome as a failure', async () => {
    refuseWith('isp.SYSTEM_ERROR');
    const answer = await post(gatewayWith(), consolesSend());
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('isp.SYSTEM_ERROR');
  });

  it.each([
    ['another code', posted({ type: 'Generic', payload: { code: '000001' } })],
    ['another type', posted({ type: 'SignIn', payload: { code: '000000' } })],
  ])('is not recognized by %s', async (_, body) => {
    refuseWith('isv.OUT_OF_SERVICE');
    expect(await (await post(gatewayWith(), body)).text()).not.toMatch(OPERATORS);
  });
});

describe('log, answers and metrics', () => {
  it('contain no number, code or secret', async () => {
    const gateway = gatewayWith({ guard: { perNumber: [{ limit: 2, seconds: 3600 }] } });
    const secrets = ['13800138000', '042137', 'testsecret', TOKEN];
    const answers = [
      await post(gateway),
      await post(gateway),
      await post(gateway, posted({ to: 'x13800138000' })),
      await post(gateway, posted({ payload: { code: 42137, to: MOBILE } })),
      await post(gateway, `${MOBILE} 042137`),
      await post(gateway, posted(), { token: `${TOKEN}x` }),
      await post(gateway, posted(), { path: `/${MOBILE}/042137` }),
    ];
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    const output = [...texts, ...log, ...(await metricLines(gateway, 'aliyun_sms_'))].join('\n');
    for (const secret of secrets) expect(output).not.toContain(secret);
    expect(output).toContain('+86138****8000');
  });
});

it('the metrics count unreachable channels, and unknown codes as other', async () => {
  refuseWith('isv.MADE_UP_13800138000');
  const fallbacks = [{ endpoint: sandbox.url }];
  const gateway = openGateway({ settings: settingsFor('http://127.0.0.1:1', { fallbacks }) });
  expect((await post(gateway)).status).toBe(502);
  expect(await metricLines(gateway, 'aliyun_sms_channels_left_total{')).toEqual([
    'aliyun_sms_channels_left_total{channel="settings",reason="unreachable"} 1',
  ]);
  expect((await metricLines(gateway, 'aliyun_sms_sends_total{')).join()).toContain(
    'api_code="other"',
  );
});
