import { readFile, stat, writeFile } from 'node:fs/promises';
import { startGateway, type RunningGateway } from 'aliyun-sms-gateway';
import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { official, ownLogto, settings } from '../../testing/own-logto.ts';
import { runCommand } from '../../testing/terminal.ts';

const TOKEN = 'a-token-of-more-than-24-characters';
const NUMBER = '8613800138000';
const { logto, inFolder, environment } = ownLogto();
let sandbox: RunningSandbox;
let gateway: RunningGateway | undefined;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  vi.stubEnv('ALIYUN_SMS_LOG', 'silent');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await gateway?.close(0);
  gateway = undefined;
  sandbox.reset();
});

async function serve(more: NodeJS.ProcessEnv = {}): Promise<string> {
  gateway = await startGateway({
    settings: { ...settings, endpoint: sandbox.url },
    environment: { ALIYUN_SMS_GATEWAY_TOKEN: TOKEN, ...more },
    port: 0,
  });
  return gateway.url;
}

const run = (line: readonly string[], more: Record<string, string> = {}) =>
  runCommand(['logto', ...line], {
    environment: { ...environment(), ALIYUN_SMS_GATEWAY_TOKEN: TOKEN, ...more },
  });

describe('logto push --gateway', () => {
  it('creates Logto’s HTTP SMS connector, then updates it, and shows no token', async () => {
    const line = ['push', '--gateway', 'https://sms.example.com/'];
    const first = await run(line);
    expect(first).toMatchObject({ exitCode: 0, stdout: '✓ Connector http-sms-1 created.\n' });
    expect((await run(line)).stdout).toBe('✓ Connector http-sms-1 updated.\n');
    expect(logto().state.connectors).toMatchObject([
      {
        connectorId: 'http-sms',
        config: { endpoint: 'https://sms.example.com/sms', authorization: `Bearer ${TOKEN}` },
      },
    ]);
    expect(first.stdout + first.stderr).not.toContain(TOKEN);
  });

  it.each([
    ['https://sms.example.com/sms', 'https://sms.example.com/sms'],
    ['https://example.com/sms-gateway/', 'https://example.com/sms-gateway/sms'],
    ['http://gateway:4089', 'http://gateway:4089/sms'],
  ])('turns %s into the endpoint %s', async (address, endpoint) => {
    await run(['push', '--gateway', address]);
    expect(logto().state.connectors).toMatchObject([{ config: { endpoint } }]);
  });

  it.each([
    ['sms.example.com', /is not a valid URL/],
    ['ftp://sms.example.com', /is not a valid URL/],
    ['http://sms.example.com', /must begin with https/],
    ['https://sms.example.com/sms?token=x', /must not contain a user, query or fragment/],
    ['https://user:secret@sms.example.com', /must not contain a user, query or fragment/],
  ])('refuses %s without calling Logto', async (address, sentence) => {
    const { exitCode, stderr } = await run(['push', '--gateway', address]);
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(sentence)]);
    expect(stderr).not.toContain('secret');
    expect(logto().state.calls).toEqual([]);
  });

  it('uses the new one of two tokens, and refuses those that the gateway would refuse', async () => {
    const line = ['push', '--gateway', 'https://sms.example.com'];
    const both = { ALIYUN_SMS_GATEWAY_TOKEN: `the-new-token-of-24-characters, ${TOKEN}` };
    await run(line, both);
    expect(logto().state.connectors).toMatchObject([
      { config: { authorization: 'Bearer the-new-token-of-24-characters' } },
    ]);
    const short = await run(line, { ALIYUN_SMS_GATEWAY_TOKEN: 'too-short' });
    expect([short.exitCode, short.stderr]).toEqual([2, expect.stringMatching(/at least 24/)]);
    expect(short.stderr).not.toContain('too-short');
    const none = await run(line, { ALIYUN_SMS_GATEWAY_TOKEN: '' });
    expect([none.exitCode, none.stderr]).toEqual([
      2,
      expect.stringMatching(/Set ALIYUN_SMS_GATEWAY_TOKEN, or run this in a terminal/),
    ]);
  });

  it('does not replace another connector without asking, and accepts no settings file', async () => {
    logto().state.connectors = [official];
    const line = ['push', '--gateway', 'https://sms.example.com'];
    const { exitCode, stderr } = await run(line);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringMatching(/Use "logto push --gateway <url> --yes"/),
    ]);
    expect(logto().state.connectors).toEqual([official]);
    expect((await run([...line, '--yes'])).exitCode).toBe(0);
    expect((await run([...line, '--settings', 'a.json'])).exitCode).toBe(2);
  });

  it('leaves nothing for "logto pull": the gateway has the settings', async () => {
    await run(['push', '--gateway', 'https://sms.example.com']);
    const { exitCode, stderr } = await run(['pull']);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/the gateway has the settings/)]);
  });

  it('reports a Logto without the HTTP SMS connector', async () => {
    logto().state.factories = [];
    const { stderr } = await run(['push', '--gateway', 'https://sms.example.com']);
    expect(stderr).toContain('has no HTTP SMS connector');
  });

  it('with --test, sends through the gateway first, and saves if that succeeds', async () => {
    const line = ['push', '--gateway', await serve(), '--test', NUMBER];
    expect(await run(line)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/to \+86138\*\*\*\*8000\.\n✓ Connector http-sms-1 created/),
    });
    expect(sandbox.lastCode(NUMBER)).toBe('000000');
    await run(['test', '8613800138001']);
    expect(sandbox.lastCode('8613800138001')).toBe('000000');
  });

  it('with --test, prints the gateway’s reason for a refusal, and saves nothing', async () => {
    sandbox.faults.replace([{ effect: { kind: 'apiCode', apiCode: 'isv.OUT_OF_SERVICE' } }]);
    const line = ['push', '--gateway', await serve(), '--test', NUMBER];
    const { exitCode, stderr } = await run(line);
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(/^✗ Logto refused \(connector\.general\): isv\.OUT_OF_SERVICE: /),
    ]);
    expect(logto().state.connectors).toEqual([]);
  });

  it('with --test, reports a gateway that Logto cannot reach', async () => {
    const url = await serve();
    await gateway?.close(0);
    const { stderr } = await run(['push', '--gateway', url, '--test', NUMBER]);
    expect(stderr).toMatch(/: connect ECONNREFUSED [\d.:]+\. Logto could not reach the gateway/);
  });
});

const keyOf = () => logto().state.webhooks[0]?.signingKey ?? '';

describe('logto webhooks', () => {
  const ADDRESS = 'https://sms.example.com';
  const KEY = 'ALIYUN_SMS_GATEWAY_WEBHOOK_KEY';

  it('creates one webhook, never a second', async () => {
    expect((await run(['webhooks', ADDRESS])).stdout).toMatch(/^✓ Webhook hook-1 created\.\n/);
    expect((await run(['webhooks', `${ADDRESS}/hooks/logto/`])).stdout).toContain(
      '✓ Webhook hook-1 is up to date.',
    );
    expect(logto().state.webhooks).toMatchObject([
      {
        events: ['PostRegister', 'PostSignIn', 'PostResetPassword'],
        config: { url: `${ADDRESS}/hooks/logto` },
        enabled: true,
      },
    ]);
  });

  it('adds what an existing webhook lacks, and removes nothing', async () => {
    const url = `${ADDRESS}/hooks/logto`;
    const mine = {
      id: 'mine',
      name: 'mine',
      events: ['User.Created', 'PostSignIn'],
      config: { url, headers: { 'x-tenant': '7' } },
      enabled: false,
      signingKey: 'k',
    };
    logto().state.webhooks = [{ ...mine, id: 'other', config: { url: 'https://x' } }, mine];
    expect((await run(['webhooks', ADDRESS])).stdout).toContain('✓ Webhook mine updated.');
    expect(logto().state.webhooks[1]).toEqual({
      ...mine,
      events: ['User.Created', 'PostSignIn', 'PostRegister', 'PostResetPassword'],
      enabled: true,
    });
  });

  it('updates the URL of a gateway that has moved', async () => {
    await run(['webhooks', 'https://old.example.com']);
    await run(['webhooks', ADDRESS]);
    expect(logto().state.webhooks).toMatchObject([{ config: { url: `${ADDRESS}/hooks/logto` } }]);
  });

  it('says how to give the key to the gateway, and prints it only with --show-key', async () => {
    const { stdout, stderr } = await run(['webhooks', ADDRESS]);
    expect(stdout).toContain(KEY);
    expect(stdout + stderr).not.toContain(keyOf());
    const json = await run(['webhooks', ADDRESS, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ id: 'hook-1', change: 'unchanged' });
    expect(json.stdout).not.toContain(keyOf());
    const asked = await run(['webhooks', ADDRESS, '--show-key']);
    expect(asked.stdout).toContain(`\n${KEY}=${keyOf()}\n`);
    const machine = await run(['webhooks', ADDRESS, '--show-key', '--json']);
    expect(JSON.parse(machine.stdout)).toMatchObject({ signingKey: keyOf() });
  });

  it('writes the key to a file that only its owner can read, and overwrites none', async () => {
    const file = inFolder('webhook.env');
    const { stdout } = await run(['webhooks', ADDRESS, '--key-file', file]);
    expect(await readFile(file, 'utf8')).toBe(`${KEY}=${keyOf()}\n`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(stdout).not.toContain(keyOf());
    await writeFile(file, 'mine');
    expect((await run(['webhooks', ADDRESS, '--key-file', file])).exitCode).toBe(2);
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  it('with --test, shows whether the gateway has the key, and else what to do', async () => {
    await run(['webhooks', await serve()]);
    const url = gateway?.url ?? '';
    const without = await run(['webhooks', url, '--test']);
    expect([without.exitCode, without.stderr]).toEqual([
      1,
      expect.stringMatching(/HTTP 404\. .*set ALIYUN_SMS_GATEWAY_WEBHOOK_KEY/),
    ]);
    await gateway?.close(0);
    const gone = await run(['webhooks', url, '--test']);
    expect(gone.stderr).toContain('Logto could not reach the gateway');
    const right = await run(['webhooks', await serve({ [KEY]: keyOf() }), '--test']);
    expect(right).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('the gateway accepted its signature'),
    });
    // The gateway has the key: nothing is left to do.
    expect(right.stdout).not.toContain(KEY);
    expect(logto().state.webhooks).toHaveLength(1);
  });
});
