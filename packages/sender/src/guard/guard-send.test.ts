import { describe, expect, it, vi } from 'vitest';
import { eventsOf, failureOf, send, settingsFor } from '../testing/sending.ts';
import { useLog, useSandbox } from '../testing/test-run.ts';

const sandbox = await useSandbox();
const lines = useLog();

const settings = (guard: object, more: object = {}) => settingsFor(sandbox.url, { guard, ...more });

/** A limit that no other test counts in: memory is shared by all with the same windows. */
const limitOf = (limit: number, seconds: number) => [{ limit, seconds }];

describe('a send that the guard refuses', () => {
  it('costs no call, burns nothing, and tells the user how long to wait', async () => {
    const config = settings({ perNumber: limitOf(1, 61), total: limitOf(2, 7001) });
    await send(config);
    expect(await failureOf(send(config))).toMatchObject({
      category: 'guard-limit',
      told: 'wait',
      userText: {
        en: 'Too many messages were requested. Please wait before you ask for another one. (Try again in 61 seconds.)',
      },
      retryAfterSeconds: 61,
    });
    expect(sandbox.requests.list()).toHaveLength(1);
    await send(config, { to: '8613900139000' });
    expect(sandbox.messages.list({}).total).toBe(2);
  });

  it('is none to a number that is let pass, read as the numbers of users are', async () => {
    // As +1 it is one in California.
    const to = '13105552671';
    const guard = { perNumber: limitOf(1, 7010), allowNumbers: [to] };
    const config = settings(guard, { bareNumbers: 'mainland' });
    await send(config, { to });
    sandbox.reset();
    await send(config, { to });
    expect(sandbox.messages.list({}).messages[0]).toMatchObject({ to: `+86${to}` });
  });

  it('because of its country is no rate limit', async () => {
    const config = settings({ countries: ['CN'] });
    expect(await failureOf(send(config, { to: '85268326366' }))).toMatchObject({
      category: 'country-refused',
      told: 'country',
      userText: { en: 'Messages cannot be sent to phone numbers of this country or region.' },
    });
    expect(sandbox.requests.list()).toEqual([]);
  });

  it('goes to no fallback', async () => {
    const config = settings({ total: limitOf(1, 7002) }, { fallbacks: [{ signName: '示例验证' }] });
    await send(config);
    await failureOf(send(config, { to: '8613900139001' }));
    expect(sandbox.requests.list()).toHaveLength(1);
  });

  it('names the limit to the operator and to the log', async () => {
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

it('is refused while nobody can count, where the settings say so, and the operator reads why', async () => {
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

it('a send that was counted by this process alone is told as a warning', async () => {
  const config = settings({ store: 'redis', perNumber: limitOf(1, 7008) });
  vi.stubEnv('ALIYUN_SMS_REDIS_URL', 'redis://127.0.0.1:1');
  const [event] = await eventsOf(() => send(config));
  vi.unstubAllEnvs();
  expect(event).toMatchObject({ outcome: 'accepted', guardStore: 'memory (redis failed)' });
  expect(lines.join('')).toContain('"level":"warn"');
});

it('a guard that only watches lets everything pass and tells what it would have refused', async () => {
  const config = settings({ mode: 'record', total: limitOf(1, 7004) });
  await send(config, { to: '8613900139002' });
  const [event] = await eventsOf(() => send(config, { to: '8613900139003' }));
  expect(event).toMatchObject({ outcome: 'accepted', guard: 'total (record)' });
  expect(lines.join('')).toContain('"guard":"total (record)"');
});

it('counts one request once, whichever channels it goes through', async () => {
  sandbox.faults.replace([
    { times: 1, effect: { kind: 'apiCode', apiCode: 'isv.AMOUNT_NOT_ENOUGH' } },
  ]);
  const config = settings({ total: limitOf(2, 7005) }, { fallbacks: [{ signName: '示例验证' }] });
  await send(config, { to: '8613900139004' });
  await send(config, { to: '8613900139005' });
  await failureOf(send(config, { to: '8613900139006' }));
  expect(sandbox.messages.list({}).total).toBe(2);
});

it('tells once that Logto does not see its users’ addresses', async () => {
  const config = settings({ perIp: limitOf(100, 7006) });
  await send(config, { ip: '::ffff:10.0.0.7', to: '8613900139007' });
  await send(config, { ip: '10.0.0.7', to: '8613900139008' });
  expect(lines.filter((line) => line.includes('TRUST_PROXY_HEADER'))).toHaveLength(1);
});
