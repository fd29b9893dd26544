import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APP_ID, APP_SECRET, startLogtoServer } from '../testing/logto-server.ts';
import { runCommand } from '../testing/terminal.ts';

let sandbox: RunningSandbox;
let folder: string;

beforeEach(async () => {
  sandbox = await startSandbox({ port: 0 });
  folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
});

afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const file = () => join(folder, 'settings.json');
const init = (line: readonly string[], environment: Record<string, string> = {}) =>
  runCommand(['init', '--settings', file(), '--endpoint', sandbox.url, ...line], { environment });
const choice = ['--sign-name', '示例科技', '--template', 'SMS_200000001'];

describe('init', () => {
  it('writes settings that the doctor finds sound, for their owner alone', async () => {
    const { exitCode, stdout } = await init([...choice, '--template-overseas', 'SMS_200000020']);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('testsecret');
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
      endpoint: sandbox.url,
      signName: '示例科技',
      templates: [
        {
          usageType: 'Generic',
          templateCode: { china: 'SMS_200000001', overseas: 'SMS_200000020' },
        },
      ],
    });
    expect((await runCommand(['doctor', '--settings', file()])).exitCode).toBe(0);
  });

  it('goes on with a file: what it does not ask about stays', async () => {
    await init(choice);
    await init(['--sign-name', '示例验证', '--template', 'SMS_200000002']);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({
      accessKeyId: 'testid',
      signName: '示例验证',
      templates: [{ templateCode: { china: 'SMS_200000002' } }],
    });
  });

  it('keeps the key out of the file where Logto finds it itself', async () => {
    await init([...choice, '--credentials', 'environment']);
    const settings: object = JSON.parse(await readFile(file(), 'utf8'));
    expect(settings).toMatchObject({ credentials: 'environment' });
    expect(settings).not.toHaveProperty('accessKeySecret');
  });

  it.each([
    [['--sign-name', '示例待审'], '--sign-name 示例待审 cannot be used: it is in review.'],
    [['--sign-name', '没有'], '--sign-name 没有 cannot be used: it is not in this account.'],
    [['--sign-name', '示例科技', '--template', 'SMS_200000031'], 'it is rejected.'],
  ])('%j is refused with its state', async (line, says) => {
    const { exitCode, stderr } = await init(line);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(says);
  });

  it('without a terminal names the flag and what it can be', async () => {
    const { exitCode, stderr } = await init([]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/Name one with --sign-name: .*示例科技/);
  });

  it('writes into Logto and switches SMS on with --push', async () => {
    const logto = await startLogtoServer();
    const environment = {
      LOGTO_ENDPOINT: logto.url,
      LOGTO_APP_ID: APP_ID,
      LOGTO_APP_SECRET: APP_SECRET,
    };
    const { exitCode } = await init([...choice, '--push'], environment);
    await logto.close();
    expect(exitCode).toBe(0);
    expect(logto.state.connectors).toMatchObject([{ connectorId: 'aliyun-sms' }]);
    expect(logto.state.signInExperience.signIn.methods).toMatchObject([{ identifier: 'phone' }]);
  });
});
