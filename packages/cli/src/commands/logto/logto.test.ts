import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  APP_ID,
  APP_SECRET,
  startLogtoServer,
  type LogtoServer,
} from '../../testing/logto-server.ts';
import { writePrivateFile } from '../../logto/settings-file.ts';
import { runCommand } from '../../testing/terminal.ts';

const official = {
  id: 'official-1',
  connectorId: 'aliyun-short-message-service',
  type: 'Sms',
  config: {
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
    signName: '阿里云短信测试',
    templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_154950909' } }],
  },
};
const settings = { ...official.config, bareNumbers: 'mainland' };

let folder: string;
let logto: LogtoServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
  logto = await startLogtoServer();
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
});

afterEach(async () => {
  await logto.close();
  await rm(folder, { recursive: true });
});

const environment = () => ({
  LOGTO_ENDPOINT: logto.url,
  LOGTO_APP_ID: APP_ID,
  LOGTO_APP_SECRET: APP_SECRET,
});
const run = (...line: string[]) => runCommand(['logto', ...line], { environment: environment() });
const kept = () => join(folder, 'kept.json');
const settingsFile = () => ['--settings', join(folder, 'settings.json')];

async function pushWithout(name: string) {
  const left = Object.entries(environment()).filter(([key]) => key !== name);
  return runCommand(['logto', 'push', ...settingsFile()], {
    environment: Object.fromEntries(left),
  });
}

describe('logto push', () => {
  it('creates the connector, then updates it', async () => {
    expect(await run('push', ...settingsFile())).toMatchObject({
      exitCode: 0,
      stdout: '✓ Connector aliyun-sms-1 created.\n',
    });
    await writeFile(
      join(folder, 'settings.json'),
      JSON.stringify({ ...settings, timeoutMs: 5000 }),
    );
    expect(await run('push', ...settingsFile())).toMatchObject({
      stdout: '✓ Connector aliyun-sms-1 updated.\n',
    });
    expect(logto.state.connectors).toMatchObject([{ config: { ...settings, timeoutMs: 5000 } }]);
  });

  it('does not replace another SMS connector unasked', async () => {
    logto.state.connectors = [official];
    const { exitCode, stderr } = await run('push', ...settingsFile());
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Use "logto migrate" to take its settings over');
    expect(logto.state.connectors).toEqual([official]);
    expect((await run('push', '--yes', ...settingsFile())).exitCode).toBe(0);
    expect(logto.state.connectors).toMatchObject([{ connectorId: 'aliyun-sms' }]);
  });

  it('says what to do when the connector is not installed', async () => {
    logto.state.factories = [];
    const { exitCode, stderr } = await run('push', ...settingsFile());
    expect(exitCode).toBe(1);
    expect(stderr).toContain('run "logto install", then restart Logto');
  });

  it('takes the secret from standard input, and never shows it', async () => {
    const { LOGTO_APP_SECRET: _, ...rest } = environment();
    const line = ['logto', 'push', '--secret-stdin', ...settingsFile()];
    const wrong = await runCommand(line, { environment: rest, stdin: 'not-it\n' });
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stderr).toContain('Logto gave no token (HTTP 401)');
    expect(wrong.stderr).not.toContain('not-it');
    const right = await runCommand(line, { environment: rest, stdin: `${APP_SECRET}\n` });
    expect(right.exitCode).toBe(0);
  });

  it('names what is missing: the address, the app, the secret, the settings', async () => {
    for (const name of ['LOGTO_ENDPOINT', 'LOGTO_APP_ID', 'LOGTO_APP_SECRET']) {
      expect(await pushWithout(name)).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining(name),
      });
    }
    const { stderr } = await run('push', '--settings', join(folder, 'none.json'));
    expect(stderr).toContain('none.json cannot be read');
  });

  it('an address where no Logto is gives one sentence with the host', async () => {
    const url = logto.url;
    await logto.close();
    const { exitCode, stderr } = await run('push', ...settingsFile());
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `✗ Logto at ${new URL(url).host} was not reached. Check the address and that Logto runs.\n`,
    );
    logto = await startLogtoServer();
  });
});

describe('logto migrate', () => {
  it('shows the converted settings and changes nothing with --dry-run', async () => {
    logto.state.connectors = [official];
    const { exitCode, stdout } = await run('migrate', '--dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('"signName": "阿里云短信测试"');
    expect(stdout).not.toContain('testsecret');
    expect(logto.state.connectors).toEqual([official]);
  });

  it('moves over, keeps the old settings for their owner alone, and goes back', async () => {
    logto.state.connectors = [official];
    const moved = await run('migrate', '--yes', '--keep', kept());
    expect(moved.exitCode).toBe(0);
    expect(logto.state.connectors).toEqual([
      { id: 'aliyun-sms-1', connectorId: 'aliyun-sms', type: 'Sms', config: official.config },
    ]);
    expect((await stat(kept())).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(kept(), 'utf8'))).toEqual({
      connectorId: official.connectorId,
      config: official.config,
    });
    expect((await run('migrate', '--undo', kept())).exitCode).toBe(0);
    expect(logto.state.connectors).toMatchObject([
      { connectorId: official.connectorId, config: official.config },
    ]);
  });

  it('moves the official connector for SMS authentication over, and back', async () => {
    const authentication = {
      id: 'mas',
      connectorId: 'aliyun-short-message-auth-service',
      type: 'Sms',
      config: {
        accessKeyId: 'testid',
        accessKeySecret: 'testsecret',
        signName: '速通互联验证码',
        templates: [{ usageType: 'Generic', templateCode: '100001' }],
      },
    };
    logto.state.factories.push({ id: authentication.connectorId, type: 'Sms' });
    logto.state.connectors = [authentication];
    const { exitCode, stdout } = await run('migrate', '--yes', '--keep', kept());
    expect(exitCode).toBe(0);
    expect(stdout).toContain('reaches mainland numbers only');
    const config = { ...authentication.config, channel: 'mas' };
    expect(logto.state.connectors).toMatchObject([{ connectorId: 'aliyun-sms', config }]);
    await run('migrate', '--undo', kept());
    expect(logto.state.connectors).toMatchObject([{ ...authentication, id: expect.any(String) }]);
  });

  it('does not touch the official connector while ours is not installed', async () => {
    logto.state.connectors = [official];
    logto.state.factories = [{ id: official.connectorId, type: 'Sms' }];
    const { exitCode, stderr } = await run('migrate', '--yes', '--keep', kept());
    expect(exitCode).toBe(1);
    expect(stderr).toContain('not installed');
    expect(logto.state.connectors).toEqual([official]);
  });

  it('answers machines with the converted settings and each warning', async () => {
    const templates = [{ usageType: 'SignIn', templateCode: 'SMS_1' }];
    logto.state.connectors = [{ ...official, config: { ...official.config, templates } }];
    const { stdout } = await run('migrate', '--dry-run', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      migrated: false,
      settings: { accessKeySecret: '••••••', templates },
      warnings: [expect.any(String), expect.any(String)],
    });
  });
});

describe('logto enable', () => {
  it('shows the change first and makes it with --yes', async () => {
    logto.state.signInExperience = {
      signUp: { identifiers: ['email'], password: false, verify: true },
      signIn: { methods: [] },
    };
    const dry = await run('enable', '--dry-run');
    expect(dry.stdout).toContain('+ Sign-up by email or phone');
    expect(logto.state.signInExperience.signIn.methods).toEqual([]);
    expect((await run('enable', '--yes')).exitCode).toBe(0);
    expect(logto.state.signInExperience).toEqual({
      signUp: { identifiers: ['email', 'phone'], password: false, verify: true },
      signIn: {
        methods: [
          {
            identifier: 'phone',
            password: false,
            verificationCode: true,
            isPasswordPrimary: false,
          },
        ],
      },
    });
    expect((await run('enable')).stdout).toContain('on already');
  });
});

describe('logto test', () => {
  it('sends digits only, with the settings that Logto has, and masks the number', async () => {
    logto.state.connectors = [{ ...official, connectorId: 'aliyun-sms' }];
    const { exitCode, stdout } = await run('test', '+86 138-0013-8000');
    expect(exitCode).toBe(0);
    expect(logto.state.tests).toEqual([{ phone: '8613800138000', config: official.config }]);
    expect(stdout).toContain('+86138****8000');
  });

  it('shows the number to who asks', async () => {
    const { stdout } = await run('test', '8613800138000', '--show-numbers', ...settingsFile());
    expect(stdout).toContain('to +8613800138000.');
  });

  it('tries the settings of a file, saved nowhere', async () => {
    await run('test', '8613800138000', ...settingsFile());
    expect(logto.state.tests).toEqual([{ phone: '8613800138000', config: settings }]);
    expect(logto.state.connectors).toEqual([]);
  });

  it('a text that is no phone number is wrong usage', async () => {
    expect((await run('test', 'nobody')).exitCode).toBe(2);
  });
});

describe('the way to Logto', () => {
  it('is not taken without TLS to a public name: the app’s secret would be read', async () => {
    const line = ['logto', 'push', ...settingsFile(), '--logto', 'http://auth.example.com'];
    const ended = await runCommand(line, { environment: environment() });
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('http://auth.example.com must begin with https://');
  });

  it('ends where an answer has no end', async () => {
    const endless = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (response.write(' '.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    await new Promise<void>((resolve) => {
      endless.listen(0, '127.0.0.1', resolve);
    });
    const address = endless.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const ended = await runCommand(['logto', 'enable', '--logto', `http://127.0.0.1:${port}`], {
      environment: environment(),
    });
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain('unexpected shape');
    endless.closeAllConnections();
    endless.close();
  });
});

describe('a file that holds a secret', () => {
  it('is not written through a link that somebody has put in the way of its draft', async () => {
    const mine = join(folder, 'mine');
    await writeFile(mine, 'mine');
    const target = join(folder, 'new.json');
    await symlink(mine, `${target}.${process.pid}.tmp`);
    await writePrivateFile(target, { secret: 1 });
    expect(await readFile(mine, 'utf8')).toBe('mine');
    expect(JSON.parse(await readFile(target, 'utf8'))).toEqual({ secret: 1 });
  });
});
