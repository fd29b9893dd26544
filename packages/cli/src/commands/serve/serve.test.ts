import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { main } from '../../main.ts';
import { runCommand, testTerminal } from '../../testing/terminal.ts';

const TOKEN = 'a-token-of-more-than-24-characters';
const environment = {
  ALIYUN_SMS_GATEWAY_TOKEN: TOKEN,
  ALIYUN_SMS_GATEWAY_WEBHOOK_KEY: 'the-signing-key-that-logto-made-up',
  ALIYUN_SMS_GATEWAY_RECEIPTS_SECRET: 'a_path-that-nobody-can-guess',
};
/** Longer than the test's own limit, which decides. */
const PATIENCE = { timeout: 60_000 };
let sandbox: RunningSandbox;
let folder: string;
let file: string;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
  file = join(folder, 'settings.json');
  await write({});
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  sandbox.reset();
});

const write = (more: object) =>
  writeFile(
    file,
    JSON.stringify({
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
      signName: '阿里云短信测试',
      templates: [{ usageType: 'Generic', templateCode: 'SMS_154950909' }],
      endpoint: sandbox.url,
      ...more,
    }),
  );

interface Started {
  readonly flags?: readonly string[];
  readonly given?: Readonly<Record<string, string>>;
}

/** Runs `serve` until `work` is done with it. */
async function serving(
  work: (url: string, run: { stdout: () => string; stderr: () => string }) => Promise<void>,
  { flags = ['--settings', file], given = environment }: Started = {},
): Promise<number> {
  const stop = new AbortController();
  const { terminal, ...run } = testTerminal({ environment: given, signal: stop.signal });
  const ended = main(['serve', '--port', '0', ...flags], terminal);
  try {
    const url = await vi.waitFor(() => {
      const found = /http:\/\/127\.0\.0\.1:\d+(?=\/sms)/.exec(run.stdout())?.[0];
      if (found === undefined) throw new Error(run.stderr());
      return found;
    }, PATIENCE);
    await work(url, run);
  } finally {
    stop.abort();
  }
  return ended;
}

const send = (url: string) =>
  fetch(`${url}/sms`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: '{"to":"8613800138000","type":"SignIn","payload":{"code":"042137"}}',
  });

it('sends, and says what to enter in Logto, without showing a secret', async () => {
  const exitCode = await serving(async (url, { stdout, stderr }) => {
    expect((await send(url)).status).toBe(204);
    expect(sandbox.lastCode('8613800138000')).toBe('042137');
    expect(stdout()).toContain(`${url}/sms`);
    expect(stdout()).toContain('Bearer $ALIYUN_SMS_GATEWAY_TOKEN');
    expect(stdout()).toContain(`${url}/hooks/logto`);
    expect(stderr()).toContain('! No guard is set');
    for (const secret of Object.values(environment)) {
      expect(stdout() + stderr()).not.toContain(secret);
    }
  });
  expect(exitCode).toBe(0);
});

it('prints its URL with --json', async () => {
  await serving(
    async (url, { stdout }) => {
      expect(JSON.parse(stdout())).toMatchObject({ url, endpoint: `${url}/sms` });
    },
    { flags: ['--settings', file, '--json', '--metrics-port', '0'] },
  );
});

it('uses the settings in the current folder, and names no route that is off', async () => {
  const before = process.cwd();
  await rename(file, join(folder, 'aliyun-sms.settings.json'));
  process.chdir(folder);
  const given = { ALIYUN_SMS_GATEWAY_TOKEN: TOKEN };
  try {
    await serving(
      async (url, { stdout }) => {
        expect((await send(url)).status).toBe(204);
        expect(stdout()).not.toMatch(/Webhook|SmsReport/);
      },
      { flags: ['--host', '127.0.0.1'], given },
    );
  } finally {
    process.chdir(before);
  }
});

it('reloads the settings on SIGHUP, and keeps the old ones if the new are invalid', async () => {
  await serving(async (url, { stderr }) => {
    await write({ signName: '' });
    process.emit('SIGHUP');
    await expect.poll(stderr).toMatch(/Keeping the old settings\..*signName/);
    await writeFile(file, '[');
    process.emit('SIGHUP');
    await expect.poll(stderr).toMatch(/not a JSON object/);
    expect((await send(url)).status).toBe(204);
    await write({ guard: { countries: ['HK'] } });
    process.emit('SIGHUP');
    await expect.poll(stderr).toMatch(/Now using the settings/);
    expect((await send(url)).status).toBe(422);
  });
});

it.each([
  ['without settings', ['--settings', 'none.json'], environment, /settings file \S*none\.json/],
  ['without a token', [], {}, /ALIYUN_SMS_GATEWAY_TOKEN is not set/],
  ['with an invalid port', ['--port', 'x'], environment, /--port/],
])('does not start %s, and says why in one sentence', async (_, flags, given, sentence) => {
  const run = await runCommand(['serve', '--settings', file, ...flags], { environment: given });
  expect(run.exitCode).toBeGreaterThan(0);
  expect(run.stderr).toMatch(sentence);
});
