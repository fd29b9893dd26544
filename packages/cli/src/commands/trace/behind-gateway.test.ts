import { startGateway, type RunningGateway } from 'aliyun-sms-gateway';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signInWorld } from '../../testing/sign-in-world.ts';

const TOKEN = 'a-token-of-more-than-24-characters';
const world = signInWorld();
let gateway: RunningGateway;
beforeAll(async () => {
  const settings = world.settings({ guard: { perNumber: [{ limit: 1, seconds: 3600 }] } });
  const environment = { ALIYUN_SMS_GATEWAY_TOKEN: TOKEN };
  gateway = await startGateway({ settings, environment, port: 0 });
});
afterAll(() => gateway.close(0));

/** Somebody requests a code through Logto's HTTP SMS connector, which logs the gateway's answer. */
async function asks(phone: string, token = TOKEN): Promise<void> {
  const answer = await fetch(`${gateway.url}/sms`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ to: phone, type: 'SignIn', payload: { code: '864213', locale: 'en' } }),
  });
  const logged = JSON.stringify(await answer.text());
  const refused = { error: { message: `Error: ConnectorError: ${logged}` } };
  world.says(phone, answer.ok ? {} : refused);
}

it.each([
  ['an exhausted balance', 'refused-by-gateway', '8615400000005', []],
  ['a wrong token', 'refused-by-gateway', '8613900000031', ['another-token-of-more-than-24-chars']],
  ['a limit', 'limited-by-gateway', '8615400000001', []],
  ['a blacklisted number', 'number-blocked', '8615400000003', []],
  ['a country without a template', 'country-refused', '447911123456', []],
] as const)(
  'a refusal by the gateway is attributed to it: %s',
  async (_, verdict, phone, token) => {
    await asks(phone, ...token);
    const { stdout } = await world.trace({ phone }, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ verdicts: [{ verdict }] });
    expect((await world.trace({ phone })).stdout).toMatch(
      /refused by the gateway\. The user read: “/,
    );
  },
);

it('an unreachable gateway is not reported as its refusal', async () => {
  const error = { message: 'Error: ConnectorError: "connect ECONNREFUSED 127.0.0.1:4089"' };
  world.says('8613900000032', { error });
  const { stdout } = await world.trace({ phone: '8613900000032' }, '--json');
  expect(JSON.parse(stdout)).toMatchObject({ verdicts: [{ verdict: 'failed-in-connector' }] });
  expect(stdout).toContain('refused by the connector');
});
