import { readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { APP_SECRET, startLogtoServer } from '../../testing/logto-server.ts';
import { official, ownLogto, selects, settings } from '../../testing/own-logto.ts';
import { writePrivateFile } from '../../logto/settings-file.ts';
import { runCommand } from '../../testing/terminal.ts';

const { logto, inFolder, environment, run } = ownLogto();
const settingsFile = () => ['--settings', inFolder('settings.json')];

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
    await writeFile(inFolder('settings.json'), JSON.stringify({ ...settings, timeoutMs: 5000 }));
    expect(await run('push', ...settingsFile())).toMatchObject({
      stdout: '✓ Connector aliyun-sms-1 updated.\n',
    });
    expect(logto().state.connectors).toMatchObject([
      { config: { ...selects, ...settings, timeoutMs: 5000 } },
    ]);
  });

  it('does not replace another SMS connector without asking', async () => {
    logto().state.connectors = [official];
    const { exitCode, stderr } = await run('push', ...settingsFile());
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Use "logto migrate" to keep its settings');
    expect(logto().state.connectors).toEqual([official]);
    expect((await run('push', '--yes', ...settingsFile())).exitCode).toBe(0);
    expect(logto().state.connectors).toMatchObject([{ connectorId: 'aliyun-sms' }]);
  });

  it('says what to do when the connector is not installed', async () => {
    logto().state.factories = [];
    const { exitCode, stderr } = await run('push', ...settingsFile());
    expect(exitCode).toBe(1);
    expect(stderr).toContain('run "logto install", then restart Logto');
  });

  it('reads the secret from standard input, and never shows it', async () => {
    const { LOGTO_APP_SECRET: _, ...rest } = environment();
    const line = ['logto', 'push', '--secret-stdin', ...settingsFile()];
    const wrong = await runCommand(line, { environment: rest, stdin: 'not-it\n' });
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stderr).toContain('Logto issued no token (HTTP 401)');
    expect(wrong.stderr).not.toContain('not-it');
    const right = await runCommand(line, { environment: rest, stdin: `${APP_SECRET}\n` });
    expect(right.exitCode).toBe(0);
  });

  it('names what is missing: address, app, secret or settings', async () => {
    for (const name of ['LOGTO_ENDPOINT', 'LOGTO_APP_ID', 'LOGTO_APP_SECRET']) {
      expect(await pushWithout(name)).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining(name),
      });
    }
    const { stderr } = await run('push', '--settings', inFolder('none.json'));
    expect(stderr).toContain('none.json cannot be read');
  });

  it('reports an unreachable Logto in one sentence, with the host', async () => {
    const gone = await startLogtoServer();
    await gone.close();
    const { exitCode, stderr } = await run('push', '--logto', gone.url, ...settingsFile());
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `✗ Logto at ${new URL(gone.url).host} could not be reached. Check the address, and that Logto is running.\n`,
    );
  });
});

describe('logto test', () => {
  it('sends digits only, with the settings stored in Logto, and masks the number', async () => {
    logto().state.connectors = [{ ...official, connectorId: 'aliyun-sms' }];
    const { exitCode, stdout } = await run('test', '+86 138-0013-8000');
    expect(exitCode).toBe(0);
    expect(logto().state.tests).toEqual([{ phone: '8613800138000', config: official.config }]);
    expect(stdout).toContain('+86138****8000');
  });

  it('shows the number with --show-numbers', async () => {
    const { stdout } = await run('test', '8613800138000', '--show-numbers', ...settingsFile());
    expect(stdout).toContain('to +8613800138000.');
  });

  it('tests the settings of a file without saving them', async () => {
    await run('test', '8613800138000', ...settingsFile());
    expect(logto().state.tests).toEqual([{ phone: '8613800138000', config: settings }]);
    expect(logto().state.connectors).toEqual([]);
  });

  it('prints the connector’s message instead of Logto’s generic one', async () => {
    logto().state.refusal = {
      status: 400,
      body: {
        code: 'connector.invalid_config',
        message: 'The connector’s config is invalid.',
        data: { errorDescription: 'SignatureDoesNotMatch: enter the secret again.' },
      },
    };
    const { exitCode, stderr } = await run('test', '8613800138000', ...settingsFile());
    expect([exitCode, stderr]).toEqual([
      1,
      '✗ Logto refused (connector.invalid_config): SignatureDoesNotMatch: enter the secret again.\n',
    ]);
  });

  it('reports a connector that is not installed', async () => {
    logto().state.factories = [];
    expect((await run('test', '8613800138000')).stderr).toContain('is not installed in this Logto');
    const tried = await run('test', '8613800138000', ...settingsFile());
    expect(tried.stderr).toContain('The connector is not installed there: run "logto install"');
  });

  it('an invalid phone number is wrong usage', async () => {
    expect((await run('test', 'nobody')).exitCode).toBe(2);
  });
});

describe('the connection to Logto', () => {
  it('recognises the address of Console', async () => {
    logto().state.tenantId = 'admin';
    const { exitCode, stderr } = await run('enable');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('admin endpoint')]);
  });

  it('does not follow a redirect, but names its target', async () => {
    const elsewhere = createServer((_, response) => {
      response.writeHead(301, { location: 'https://auth.example.com/oidc/token' });
      response.end();
    });
    await new Promise<void>((resolve) => {
      elsewhere.listen(0, '127.0.0.1', resolve);
    });
    const address = elsewhere.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const ended = await run('enable', '--logto', `http://127.0.0.1:${port}`);
    elsewhere.close();
    expect(ended.stderr).toContain('redirects to https://auth.example.com');
  });

  it('requires TLS for a public name, to protect the app’s secret', async () => {
    const line = ['logto', 'push', ...settingsFile(), '--logto', 'http://auth.example.com'];
    const ended = await runCommand(line, { environment: environment() });
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('http://auth.example.com must begin with https://');
  });

  it('gives up on an endless response', async () => {
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
    expect(ended.stderr).toContain('unexpected format');
    endless.closeAllConnections();
    endless.close();
  });
});

describe('a file that contains a secret', () => {
  it('is not written through a link that somebody has planted for its draft', async () => {
    const mine = inFolder('mine');
    await writeFile(mine, 'mine');
    const target = inFolder('new.json');
    await symlink(mine, `${target}.${process.pid}.tmp`);
    await writePrivateFile(target, { secret: 1 });
    expect(await readFile(mine, 'utf8')).toBe('mine');
    expect(JSON.parse(await readFile(target, 'utf8'))).toEqual({ secret: 1 });
  });
});
