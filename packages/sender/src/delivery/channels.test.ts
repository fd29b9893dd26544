import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventsOf, failureOf, send, settingsFor, TEMPLATES } from '../testing/sending.ts';
import { useLog, useSandbox } from '../testing/test-run.ts';

const sandbox = await useSandbox();
useLog();

afterEach(() => {
  vi.unstubAllEnvs();
});

const settings = (more: object = {}) => settingsFor(sandbox.url, more);
const lastMessage = () => sandbox.messages.list({}).messages[0];
const actions = () => sandbox.requests.list().map(({ action }) => action);
const refuseWith = (apiCode: string) =>
  sandbox.faults.replace([{ effect: { kind: 'apiCode', apiCode } }]);

let last = 1000;
/** A number that no other test sends to. */
const freshNumber = () => {
  last += 1;
  return `861390013${last}`;
};

const MAS = {
  channel: 'mas',
  signName: '速通互联验证码',
  templates: [{ usageType: 'Generic', templateCode: '100001' }],
};

const INTERNATIONAL_TEXT = [
  { usageType: 'Generic', templateCode: 'SMS_200000001', text: 'Your MyApp code is {{code}}' },
];

describe('SMS authentication', () => {
  it('sends the literal code under the signature that Aliyun grants', async () => {
    await send(settings(MAS), { to: freshNumber() });
    expect(actions()).toEqual(['SendSmsVerifyCode']);
    expect(lastMessage()).toMatchObject({
      product: 'mas',
      code: '123456',
      signName: '速通互联验证码',
      text: expect.stringContaining('10分钟'),
    });
  });

  it('takes over while a signature is not filed yet', async () => {
    refuseWith('isv.SMS_SIGNATURE_ILLEGAL');
    sandbox.faults.replace([
      { action: 'SendSms', effect: { kind: 'apiCode', apiCode: 'isv.SIGN_STATE_ILLEGAL' } },
    ]);
    await send(settings({ fallbacks: [MAS] }), { to: freshNumber() });
    expect(lastMessage()).toMatchObject({ product: 'mas', code: '123456' });
  });

  it('uses its own signature if the settings have others by region', async () => {
    sandbox.faults.replace([
      { action: 'SendSms', effect: { kind: 'apiCode', apiCode: 'isv.SIGN_STATE_ILLEGAL' } },
    ]);
    const signNames = { china: '示例科技' };
    await send(settings({ signNames, fallbacks: [MAS] }), { to: freshNumber() });
    expect(lastMessage()).toMatchObject({ product: 'mas', signName: '速通互联验证码' });
  });

  it('is skipped for an overseas number', async () => {
    refuseWith('isv.AMOUNT_NOT_ENOUGH');
    const { apiCode } = await failureOf(
      send(settings({ fallbacks: [MAS] }), { to: '85268326366' }),
    );
    expect(apiCode).toBe('isv.AMOUNT_NOT_ENOUGH');
    expect(actions()).toEqual(['SendSms']);
  });
});

const international = () =>
  settings({ site: 'international', templates: INTERNATIONAL_TEXT, from: 'MyApp' });

const helpFor = async (to: string) => (await failureOf(send(settings(), { to }))).operatorText.en;

describe('the international channel', () => {
  it('sends a template to the mainland', async () => {
    await send(international(), { to: freshNumber() });
    expect(actions()).toEqual(['SendMessageWithTemplate']);
    expect(lastMessage()).toMatchObject({ product: 'international', code: '123456' });
  });

  it('sends a text abroad, under the sender id', async () => {
    const [event] = await eventsOf(() => send(international(), { to: '447400123456' }));
    expect(lastMessage()).toMatchObject({
      product: 'international',
      to: '+447400123456',
      text: expect.stringContaining('Your MyApp code is 123456'),
      signName: 'MyApp',
    });
    expect(event).toMatchObject({ channel: 'international', bizId: lastMessage()?.bizId });
    expect(event?.['templateCode']).toBeUndefined();
  });

  it('can be the route of a China-site account', async () => {
    const routes = [
      {
        countries: ['US', 'CA', 'SG'],
        channel: 'international',
        from: '18885550123',
        templates: INTERNATIONAL_TEXT,
      },
    ];
    await send(settings({ routes }), { to: '12125550123' });
    await send(settings({ routes }), { to: freshNumber() });
    expect(new Set(actions())).toEqual(new Set(['SendMessageToGlobe', 'SendSms']));
    const [request] = sandbox.requests.list().filter(({ action }) => action !== 'SendSms');
    expect(request?.parameters).toMatchObject({
      From: '18885550123',
      Type: 'OTP',
      To: '12125550123',
    });
  });

  it('is suggested when a send without such a route is refused', async () => {
    refuseWith('isv.SMS_TEMPLATE_ILLEGAL');
    expect(await helpFor('12125550123')).toContain('registered sender ID: add a route');
    expect(await helpFor('447400123456')).not.toContain('registered sender ID');
  });
});

describe('a lost answer', () => {
  it('is a success if Aliyun’s records have the message', async () => {
    sandbox.faults.replace([
      { action: 'SendSms', effect: { kind: 'reset', when: 'after' }, times: 2 },
    ]);
    const to = freshNumber();
    const [event] = await eventsOf(() => send(settings(), { to }));
    expect(event).toMatchObject({ outcome: 'accepted', confirmed: true });
    expect(sandbox.messages.list({ to }).total).toBe(1);
  });

  it('leaves the outcome unknown if they do not', async () => {
    sandbox.faults.replace([{ action: 'SendSms', effect: { kind: 'reset', when: 'before' } }]);
    expect(await send(settings(), { to: freshNumber() })).toMatchObject({ outcome: 'unknown' });
    expect(actions()).toContain('QuerySendDetails');
  });

  it('from the international API cannot be looked up', async () => {
    sandbox.faults.replace([{ effect: { kind: 'reset', when: 'after' } }]);
    const config = settings({ site: 'international', templates: INTERNATIONAL_TEXT });
    const { outcome } = await send(config, { to: '447400123457' });
    expect(outcome).toBe('unknown');
    expect(new Set(actions())).toEqual(new Set(['SendMessageToGlobe']));
  });
});

describe('credentials', () => {
  it('can come from the environment of the process', async () => {
    vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_ID', 'testid');
    vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'testsecret');
    const { accessKeyId: _id, accessKeySecret: _secret, ...keyless } = settings();
    await send({ ...keyless, credentials: 'environment' }, { to: freshNumber() });
    expect(lastMessage()).toMatchObject({ accessKeyId: 'testid' });
  });

  it('of a fallback are its own', async () => {
    const config = settings({
      accessKeyId: 'testid-nopermission',
      fallbacks: [{ accessKeyId: 'testid', accessKeySecret: 'testsecret', templates: TEMPLATES }],
    });
    await send(config, { to: freshNumber() });
    expect(lastMessage()).toMatchObject({ accessKeyId: 'testid' });
  });
});
