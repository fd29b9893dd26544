import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../main.ts';
import { APP_ID, APP_SECRET, startLogtoServer } from '../testing/logto-server.ts';
import { ownSandbox } from '../testing/own-sandbox.ts';
import { runCommand, testTerminal } from '../testing/terminal.ts';

const keys = ['flag', 'environment', 'here', 'profile', 'testid'].map((accessKeyId) => ({
  accessKeyId,
  accessKeySecret: 'testsecret',
}));
const account = {
  id: 'a',
  keys,
  signNames: [{ signName: '示例科技' }],
  templates: [{ templateCode: 'SMS_1', content: '登录验证码${code}，10分钟内有效。' }],
};
const { sandbox, folder } = ownSandbox('test', { seed: { accounts: [account] } });

const started = process.cwd();
const HERE = 'aliyun-sms.settings.json';
const settingsOf = (accessKeyId: string, endpoint = sandbox().url) =>
  JSON.stringify({
    accessKeyId,
    accessKeySecret: 'testsecret',
    endpoint,
    signName: '示例科技',
    templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_1' } }],
  });

/** Not recognised as a sandbox on this machine, for which the key is known. */
const elsewhere = () => sandbox().url.replace('127.0.0.1', '[::ffff:127.0.0.1]');
const home = () => ({ HOME: folder(), ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' });
const exported = () => ({
  ...home(),
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'environment',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret',
});
const list = (line: readonly string[] = [], environment: Record<string, string> = home()) =>
  runCommand(['sign', 'list', ...line], { environment });

beforeEach(async () => {
  process.chdir(folder());
  await mkdir('.aliyun');
  const profile = {
    name: 'default',
    mode: 'AK',
    access_key_id: 'profile',
    access_key_secret: 'testsecret',
  };
  await writeFile(
    join('.aliyun', 'config.json'),
    JSON.stringify({ current: 'default', profiles: [profile] }),
  );
  await writeFile('named.json', settingsOf('flag'));
  await writeFile(HERE, settingsOf('here'));
});

afterEach(() => process.chdir(started));

describe('key and endpoint come from', () => {
  it('--settings, first of all', async () => {
    const { exitCode, stdout } = await list(['--settings', 'named.json'], exported());
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Key flag (named.json) at ${sandbox().url}\n`);
  });

  it('the environment, before the current folder', async () => {
    const { stdout } = await list(['--endpoint', elsewhere()], exported());
    expect(stdout).toMatch(/^Key environment \(environment variables\) at http:\S+ffff/);
  });

  it('the settings in the current folder, before the profile', async () => {
    expect((await list()).stdout).toContain(`Key here (${HERE}) at ${sandbox().url}\n`);
  });

  it('the profile, if nothing else names a key', async () => {
    await rm(HERE);
    const { exitCode, stdout } = await list(['--endpoint', elsewhere(), '--lang', 'zh']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^密钥 profile（~\/\.aliyun\/config\.json），接入地址 http/);
  });

  it('the sandbox, if --endpoint names one and the settings in the current folder another', async () => {
    await writeFile(HERE, settingsOf('here', 'https://dysmsapi.aliyuncs.com'));
    const { stdout } = await list(['--endpoint', sandbox().url]);
    expect(stdout).toContain(`Key testid (the sandbox) at ${sandbox().url}\n`);
  });

  it('somewhere that --json reports on standard error', async () => {
    const { stdout, stderr } = await list(['--json']);
    expect(JSON.parse(stdout)).toMatchObject([{ signName: '示例科技' }]);
    expect(stderr).toBe(`Key here (${HERE}) at ${sandbox().url}\n`);
  });

  it('settings even if they are incomplete', async () => {
    const key = {
      accessKeyId: 'here',
      accessKeySecret: 'testsecret',
      endpoint: sandbox().url,
    };
    await writeFile(HERE, JSON.stringify(key));
    expect((await list()).stdout).toContain('示例科技');
  });
});

describe('the settings in the current folder', () => {
  it('are used by "send" without --template', async () => {
    const { exitCode, stdout } = await runCommand(['send', '+8613800138000'], {
      environment: exported(),
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Key here (${HERE}) at ${sandbox().url}\n`);
    expect(stdout).toContain('SMS_1');
  });

  it('provide the key to a "send" with --template', async () => {
    const line = ['send', '+8613800138000', '--sign-name', '示例科技', '--template', 'SMS_1'];
    const { exitCode, stdout } = await runCommand(line, { environment: home() });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('Key here')]);
  });

  it('decide the channels of "policy", unless --for does', async () => {
    await writeFile(HERE, JSON.stringify({ ...JSON.parse(settingsOf('here')), channel: 'mas' }));
    const { stdout, stderr } = await runCommand(['policy']);
    expect([stdout, stderr]).toEqual([
      expect.stringContaining('dypns:SendSmsVerifyCode'),
      `Based on ${HERE}:\n`,
    ]);
    expect((await runCommand(['policy', '--for', 'sms'])).stdout).not.toContain('dypns');
  });

  it('are reported with their full path if they cannot be read', async () => {
    const { exitCode, stderr } = await list(['--settings', 'nowhere.json']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${join(process.cwd(), 'nowhere.json')} cannot be read`);
  });
});

describe('a key that is', () => {
  it('named by a flag replaces that of the settings', async () => {
    const environment = { ...home(), ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret' };
    const line = ['send', '+8613800138000', '--settings', 'named.json', '--access-key-id'];
    const { exitCode, stdout } = await runCommand([...line, 'environment'], { environment });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Key environment (--access-key-id) at ${sandbox().url}\n`);
  });

  it('not found is a problem of doctor', async () => {
    await rm('.aliyun', { recursive: true });
    const settings: object = JSON.parse(settingsOf('here', elsewhere()));
    await writeFile(HERE, JSON.stringify({ ...settings, credentials: 'environment' }));
    const { exitCode, stdout } = await runCommand(['doctor'], { environment: home() });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('→ Provide a key or a role in the environment of Logto’s process');
  });
});

describe('without a name, files are those in the current folder', () => {
  it('for doctor, init, logto push, logto pull and logto migrate', async () => {
    await rm(HERE);
    const logto = await startLogtoServer();
    const environment = {
      LOGTO_ENDPOINT: logto.url,
      LOGTO_APP_ID: APP_ID,
      LOGTO_APP_SECRET: APP_SECRET,
    };
    const run = (...line: string[]) => runCommand(['logto', ...line], { environment });
    const examined = await runCommand(['doctor']);
    const { stdout: written } = await runCommand(['init', '--endpoint', sandbox().url]);
    const pushed = await run('push');
    const pulled = await run('pull');
    const official = { id: 'o', connectorId: 'aliyun-short-message-service', type: 'Sms' };
    logto.state.connectors = [{ ...official, config: JSON.parse(settingsOf('here')) }];
    const migrated = await run('migrate', '--yes');
    await logto.close();
    expect(examined.stderr).toContain(`${join(process.cwd(), HERE)} cannot be read`);
    expect(written).toContain(`✓ Written to ${HERE}, readable only by you.`);
    expect(pushed).toMatchObject({ exitCode: 0, stdout: '✓ Connector aliyun-sms-1 created.\n' });
    expect(pulled.stderr).toContain(`${HERE} already exists and was not changed`);
    expect(migrated.stdout).toContain('settings are in logto-sms-before-migration.json');
  });

  it('for receipts listen', async () => {
    const { terminal, stdout } = testTerminal({ signal: AbortSignal.abort() });
    expect(await main(['receipts', 'listen', '--port', '0'], terminal)).toBe(0);
    expect(stdout()).toContain('Appending to aliyun-sms-receipts.ndjson.');
    expect(existsSync('aliyun-sms-receipts.ndjson')).toBe(true);
  });
});

const initialize = () =>
  runCommand(['init', '--settings', 'mine.json', '--endpoint', sandbox().url]);

describe('a file that contains a key', () => {
  it('causes a warning if git would include it', async () => {
    execFileSync('git', ['init', '--quiet'], { cwd: folder() });
    const { stderr } = await initialize();
    expect(stderr).toBe(
      '! git would include mine.json, which contains a key: add mine.json to .gitignore.\n',
    );
    await writeFile('.gitignore', 'mine.json\n');
    expect((await initialize()).stderr).toBe('');
  });

  it('is ignored by git in this repository, whichever command has written it', () => {
    const names = [HERE, 'logto-sms-before-migration.json'];
    const excluded = execFileSync('git', ['check-ignore', ...names], {
      cwd: fileURLToPath(new URL('../../../../', import.meta.url)),
      encoding: 'utf8',
    });
    expect(excluded.trim().split('\n')).toEqual(names);
  });
});

// Run alone, it builds what has changed.
it(
  'npm run resolves relative paths in the folder in which it was called',
  { timeout: 600_000 },
  async () => {
    const script = fileURLToPath(new URL('../../../../scripts/run.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [script, 'policy', '--settings', 'named.json'],
      { env: { ...process.env, npm_lifecycle_event: 'aliyun-sms', INIT_CWD: folder() } },
    );
    expect(stdout).toContain('dysms:SendSms');
  },
);
