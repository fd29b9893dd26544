import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSender } from '../sender.ts';
import { readSettings } from '../settings/read-settings.ts';
import { eventsOf, failureOf, sendBy, settingsFor } from '../testing/sending.ts';
import { useLog, useSandbox } from '../testing/test-run.ts';
import { createMemoryStore } from './memory-store.ts';

const sandbox = await useSandbox();
const lines = useLog();

const settings = (guard: object, more: object = {}) => settingsFor(sandbox.url, { guard, ...more });

/** The guard's clock stands still: no wait depends on how long a test takes. */
const now = () => 1_800_000_000_000;
let sender = createSender({ now });
let send = sendBy(sender);
beforeEach(() => {
  sender = createSender({ now });
  send = sendBy(sender);
});

const limitOf = (limit: number, seconds: number) => [{ limit, seconds }];

describe('a send that the guard refuses', () => {
  it('makes no call, uses no places, and tells the user how long to wait', async () => {
    const config = settings({ perNumber: limitOf(1, 61), total: limitOf(2, 7001) });
    await send(config);
    expect(await failureOf(send(config))).toMatchObject({
      category: 'guard-limit',
      userTextKey: 'wait',
      userText: {
        en: 'Too many messages were requested. Please wait before requesting another one. (Try again in 61 seconds.)',
      },
      retryAfterSeconds: 61,
    });
    expect(sandbox.requests.list()).toHaveLength(1);
    await send(config, { to: '8613900139000' });
    expect(sandbox.messages.list({}).total).toBe(2);
  });

  it('does not concern an allowed number, which is read like those of users', async () => {
    // Read as +1 it would be in California.
    const to = '13105552671';
    const guard = { perNumber: limitOf(1, 7010), allowNumbers: [to] };
    const config = settings(guard, { bareNumbers: 'mainland' });
    await send(config, { to });
    sandbox.reset();
    await send(config, { to });
    expect(sandbox.messages.list({}).messages[0]).toMatchObject({ to: `+86${to}` });
  });

  it('because of its country is not a rate limit', async () => {
    const config = settings({ countries: ['CN'] });
    expect(await failureOf(send(config, { to: '85268326366' }))).toMatchObject({
      category: 'country-refused',
      userTextKey: 'country',
      userText: { en: 'Messages cannot be sent to phone numbers of this country or region.' },
    });
    expect(sandbox.requests.list()).toEqual([]);
  });

  it('tries no fallback', async () => {
    const config = settings({ total: limitOf(1, 7002) }, { fallbacks: [{ signName: '示例验证' }] });
    await send(config);
    await failureOf(send(config, { to: '8613900139001' }));
    expect(sandbox.requests.list()).toHaveLength(1);
  });

  it('names the limit for the operator and in the log', async () => {
    const config = settings({ perIp: limitOf(1, 7003) });
    const ip = '203.0.113.7';
    await send(config, { ip });
    const [event] = await eventsOf(async () => {
      const { operatorText } = await failureOf(send(config, { ip }));
      expect(operatorText.en).toContain('guard.perIp');
    });
    expect(event).toMatchObject({ guard: 'perIp', guardStore: 'memory', outcome: 'not-sent' });
    expect(lines.join('')).toContain('guard.perIp');
  });
});

it('a send is refused while Redis fails if the settings say so, and the operator sees why', async () => {
  const config = settings({
    store: 'redis',
    onStoreFailure: 'deny',
    perNumber: limitOf(1, 7007),
  });
  vi.stubEnv('ALIYUN_SMS_REDIS_URL', 'redis://127.0.0.1:1');
  const { category, operatorText } = await failureOf(send(config));
  vi.unstubAllEnvs();
  expect(category).toBe('guard-store');
  expect(operatorText.en).toContain('could not reach Redis');
  expect(sandbox.requests.list()).toEqual([]);
});

it('a send that only this process counted is logged as a warning', async () => {
  const config = settings({ store: 'redis', perNumber: limitOf(1, 7008) });
  vi.stubEnv('ALIYUN_SMS_REDIS_URL', 'redis://127.0.0.1:1');
  const [event] = await eventsOf(() => send(config));
  vi.unstubAllEnvs();
  expect(event).toMatchObject({ outcome: 'accepted', guardStore: 'memory (redis failed)' });
  expect(lines.join('')).toContain('"level":"warn"');
});

it('a guard in record mode admits everything and logs what it would have refused', async () => {
  const config = settings({ mode: 'record', total: limitOf(1, 7004) });
  await send(config, { to: '8613900139002' });
  const [event] = await eventsOf(() => send(config, { to: '8613900139003' }));
  expect(event).toMatchObject({ outcome: 'accepted', guard: 'total (record)' });
  expect(lines.join('')).toContain('"guard":"total (record)"');
});

it('the guard counts one request once, however many channels are tried', async () => {
  sandbox.faults.replace([
    { times: 1, effect: { kind: 'apiCode', apiCode: 'isv.AMOUNT_NOT_ENOUGH' } },
  ]);
  const config = settings({ total: limitOf(2, 7005) }, { fallbacks: [{ signName: '示例验证' }] });
  await send(config, { to: '8613900139004' });
  await send(config, { to: '8613900139005' });
  await failureOf(send(config, { to: '8613900139006' }));
  expect(sandbox.messages.list({}).total).toBe(2);
});

describe('a send that failed', () => {
  const onlyOne = { total: limitOf(1, 7011) };
  const fallbacks = [{ endpoint: 'http://127.0.0.1:8' }];

  it('gives its place back if it certainly did not reach Aliyun', async () => {
    const away = settingsFor('http://127.0.0.1:8', { guard: onlyOne, fallbacks });
    expect(await failureOf(send(away))).toMatchObject({ category: 'not-reached' });
    await send(settings(onlyOne));
  });

  it('stays counted if Aliyun refused it', async () => {
    sandbox.faults.replace([
      { times: 1, effect: { kind: 'apiCode', apiCode: 'isv.AMOUNT_NOT_ENOUGH' } },
    ]);
    const config = settings(onlyOne, { fallbacks });
    expect(await failureOf(send(config))).toMatchObject({ category: 'not-reached' });
    expect(await failureOf(send(config))).toMatchObject({ category: 'guard-limit' });
  });
});

describe('counts', () => {
  const guard = { total: limitOf(1, 7012) };
  const refused = { category: 'guard-limit' };
  const other = { accessKeyId: 'other', accessKeySecret: 'secret' };

  it('of two accounts or signatures in one process are separate', async () => {
    await send(settings(guard));
    expect((await failureOf(send(settings(guard, other)))).category).not.toBe('guard-limit');
    await send(settings(guard, { signName: '示例验证' }));
    expect(await failureOf(send(settings(guard)))).toMatchObject(refused);
  });

  it('survive a change of other settings', async () => {
    await send(settings(guard));
    const edited = settings(
      { ...guard, perNumber: limitOf(9, 60) },
      { timeoutMs: 5000, accessKeySecret: 'rotated' },
    );
    expect(await failureOf(send(edited))).toMatchObject(refused);
  });

  it('are shared under one namespace, whatever the account', async () => {
    const named = { ...guard, namespace: 'shop' };
    await send(settings(named));
    expect(await failureOf(send(settings(named, other)))).toMatchObject(refused);
    expect((await failureOf(send(settings(guard, other)))).category).not.toBe('guard-limit');
  });

  it('of a sender with its own store are separate and need no Redis', async () => {
    await send(settings(guard));
    sandbox.reset();
    const console = sendBy(createSender({ now, store: createMemoryStore() }));
    const [event] = await eventsOf(() => console(settings({ ...guard, store: 'redis' })));
    expect(event).toMatchObject({ outcome: 'accepted', guardStore: 'own' });
  });
});

describe('settle', () => {
  const guard = { total: [{ limit: 1, seconds: 7013, count: 'unverified' }] };

  it('gives back the place of an entered code, however the number is written', async () => {
    const config = settings(guard);
    await send(config);
    expect(await sender.settle(readSettings(config), '+86 138 0013 8000')).toBe('settled');
    expect(await sender.settle(readSettings(config), '13800138000')).toBe('nothing');
    await send(config, { to: '8613900139010' });
  });

  it.each([
    ['settings that are invalid', {}, '8613800138000'],
    ['settings without a guard', settingsFor('http://127.0.0.1:8'), '8613800138000'],
    ['an invalid number', settingsFor('http://127.0.0.1:8', { guard }), 'nobody'],
  ])('settles nothing with %s', async (_, config, number) => {
    expect(await sender.settle(readSettings(config), number)).toBe('nothing');
  });

  it('reports to the caller and in the log that Redis failed', async () => {
    vi.stubEnv('ALIYUN_SMS_REDIS_URL', 'redis://127.0.0.1:1');
    const config = settings({ ...guard, store: 'redis' });
    expect(await sender.settle(readSettings(config), '8613800138000')).toBe('failed');
    vi.unstubAllEnvs();
    expect(lines.join('')).toContain('could not be settled');
  });
});

it('the log says once that Logto does not see its users’ addresses', async () => {
  const config = settings({ perIp: limitOf(100, 7006) });
  await send(config, { ip: '::ffff:10.0.0.7', to: '8613900139007' });
  await send(config, { ip: '10.0.0.7', to: '8613900139008' });
  expect(lines.filter((line) => line.includes('TRUST_PROXY_HEADER'))).toHaveLength(1);
});
