import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { TemplateType } from '@logto/connector-kit';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadConnector } from './demo/connector-host.ts';
import { checkConnection } from '../doctor/connection.ts';
import { APP_ID, APP_SECRET, startLogtoServer } from '../testing/logto-server.ts';
import { ownSandbox } from '../testing/own-sandbox.ts';
import { runCommand } from '../testing/terminal.ts';

const { sandbox, folder, called } = ownSandbox('file');

beforeEach(() => sandbox().reset());

const run = (...line: string[]) => runCommand([...line, '--endpoint', sandbox().url]);
const words = ['--sign-name', '示例科技', '--template', 'SMS_200000001'];

async function fileOf(name: string, content: unknown): Promise<string> {
  const file = join(folder(), name);
  await writeFile(file, JSON.stringify(content));
  return file;
}

async function serving<T>(listener: RequestListener, use: (url: string) => Promise<T>) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  try {
    return await use(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('messages', () => {
  it('are shown with their number with --show-numbers', async () => {
    const { stdout } = await run('send', '13800138000', ...words, '--show-numbers');
    expect(stdout).toContain('+8613800138000 (CN)');
  });

  it('are traced oldest first, with the reason for a failure', async () => {
    await run('send', '+8615400000101', ...words);
    sandbox().clock.shift(120_000);
    await run('send', '+8615400000101', ...words, '--code', '654321');
    sandbox().clock.shift(120_000);
    const { stdout } = await run('trace', '+8615400000101', '--show-codes', '--last', '2d');
    expect(stdout).toMatch(
      /✗ {2}failed: MOBILE_NOT_ON_SERVICE\n[^]*654321[^]*✗ {2}failed[^]*\nWhy +MOBILE_NOT_ON_SERVICE: The phone is off.*\nNext +\S/,
    );
  });

  it('use the template for their region if there is none for the country', async () => {
    const templates = [{ usageType: 'Generic', templateCode: { overseas: 'SMS_200000020' } }];
    const file = await fileOf('s.json', {
      credentials: 'environment',
      signName: '示例科技',
      templates,
    });
    expect((await run('send', '85268326366', '--settings', file)).exitCode).toBe(0);
    const refused = await run('send', '13800138000', '--settings', file, '--json');
    expect(refused.exitCode).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      error: {
        message: expect.stringContaining('No template is set for this usage type and country.'),
        refused: 'template-missing',
        outcome: 'not-sent',
      },
    });
  });

  it('fill in the variables of --param', async () => {
    const sent = await run('send', '13800138000', ...words, '--param', 'code={{code}}');
    expect(sent.exitCode).toBe(0);
  });

  it('are refused with invalid settings, naming the field', async () => {
    const file = await fileOf('wrong.json', { templates: [{ usageType: 1 }] });
    const { stderr } = await run('send', '13800138000', '--settings', file);
    expect(stderr).toContain('templates[0].usageType: has the wrong type: must be a string');
  });

  it('are explained by their wording alone, and --lang= is accepted', async () => {
    const { stdout } = await runCommand(['explain', '触发小时级流控', '--lang=zh']);
    expect(stdout).toContain('原因');
  });
});

describe('applications', () => {
  it.each([
    [['登录'], 'Pass the text with --text'],
    [['登录', '--text', '验证码${code}'], 'pass one with --sign-name'],
    [['登录', '--text', '【甲】验证码${code}', '--sign-name', '示例科技'], 'must not contain 【】'],
  ])('template create %j is wrong usage', async (line, says) => {
    const { exitCode, stderr } = await run('template', 'create', ...line);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(says);
  });

  it('show the number of segments', async () => {
    const text = `验证码\${code}${'请勿泄露于他人'.repeat(12)}`;
    const line = ['template', 'create', '登录', '--text', text, '--sign-name', '示例科技'];
    expect((await run(...line)).stdout).toContain('(2 segments without signature)');
  });

  it('show the reason for a rejection', async () => {
    const { stdout } = await run('sign', 'get', '示例驳回');
    expect(stdout).toContain('rejected – 签名来源与资质不符');
  });

  it('in review are awaited with --wait if they are named', async () => {
    const line = ['--sign-name', '示例待审', '--template', 'SMS_200000001', '--wait'];
    const ended = run('init', '--settings', join(folder(), 'watched.json'), ...line);
    await called('GetSmsSign');
    sandbox().decideReview({ signName: '示例待审' });
    expect((await ended).stdout).toContain('✓ 示例待审 is approved.');
  });
});

const redirects: RequestListener = (_, response) => {
  response.writeHead(301, { location: 'https://auth.example.com/oidc/token?x=1' }).end();
};

const answersNothing: RequestListener = (request, response) => {
  if (request.url === '/') response.end();
  else request.destroy();
};

describe('doctor', () => {
  it.each([
    ['sends no Date header', (): undefined => undefined, /sent no Date header/],
    ['is a minute ahead', () => new Date(Date.now() + 60_000).toUTCString(), /behind/],
  ])('warns of a server whose clock %s', async (_, date, says) => {
    const listener: RequestListener = (_request, response) => {
      response.sendDate = false;
      const value = date();
      if (value !== undefined) response.setHeader('date', value);
      response.end();
    };
    const findings = await serving(listener, (url) => checkConnection(url, () => new Date()));
    expect(findings[1]).toMatchObject({
      level: 'warning',
      text: { en: expect.stringMatching(says) },
    });
  });

  it('reports a network failure as such, not as a problem of a template', async () => {
    const file = await fileOf('d.json', {
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
      signName: '示例科技',
      templates: [{ usageType: 'Generic', templateCode: 'SMS_200000001' }],
    });
    const { stdout } = await serving(answersNothing, (url) =>
      runCommand(['doctor', '--settings', file, '--endpoint', url]),
    );
    expect(stdout).toMatch(/✗ Access key testid: \S[^]*→ Check network, DNS, proxy/);
  });

  it('does not report empty values that Logto drops as a difference', async () => {
    const settings = {
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
      signName: '示例科技',
      templates: [{ usageType: 'Generic', templateCode: 'SMS_200000001' }],
    };
    const file = await fileOf('e.json', { ...settings, from: '', signNames: {}, timeoutMs: null });
    const connector = { id: 'c', connectorId: 'aliyun-sms', type: 'Sms', config: settings };
    const logto = await startLogtoServer({ connectors: [connector] });
    const line = ['doctor', '--settings', file, '--endpoint', sandbox().url, '--logto', logto.url];
    const environment = { LOGTO_APP_ID: APP_ID, LOGTO_APP_SECRET: APP_SECRET };
    const right = await runCommand(line, { environment });
    const wrong = await runCommand(line, {
      environment: { ...environment, LOGTO_APP_SECRET: 'x' },
    });
    await logto.close();
    expect(right.stdout).toContain('✓ Logto has the settings of the file');
    expect(wrong.stdout).toContain('→ Check --logto, --app-id and the secret.');
  });
});

describe('Logto', () => {
  const access = { LOGTO_APP_ID: APP_ID, LOGTO_APP_SECRET: APP_SECRET };
  const at = (url: string, ...line: string[]) =>
    runCommand(['logto', ...line], { environment: { ...access, LOGTO_ENDPOINT: url } });

  it('is distinguished from other servers', async () => {
    const token = '{"access_token":"t"}';
    const answers: readonly [number, string, string][] = [
      [200, '<html>', 'unexpected format'],
      [502, '<html>', 'Logto answered HTTP 502'],
      [
        422,
        '{"code":"new.code","message":"Something new."}',
        'Logto refused (new.code): Something',
      ],
    ];
    for (const [status, body, says] of answers) {
      const listener: RequestListener = ({ url }, response) => {
        const isToken = url === '/oidc/token';
        response.writeHead(isToken ? 200 : status).end(isToken ? token : body);
      };
      // oxlint-disable-next-line no-await-in-loop
      expect((await serving(listener, (url) => at(url, 'enable'))).stderr).toContain(says);
    }
  });

  it('at an address that redirects is reported with the target, which gets no secret', async () => {
    const { exitCode, stderr } = await serving(redirects, (url) => at(url, 'enable'));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^✗ 127\.0\.0\.1:\d+ redirects to https:\/\/auth\.example\.com\. If that is your Logto, pass it with --logto or LOGTO_ENDPOINT\.\n$/,
    );
  });

  it('without an official connector has nothing to migrate, restore or test', async () => {
    const logto = await startLogtoServer();
    const none = await at(logto.url, 'migrate', '--yes');
    const undo = await at(logto.url, 'migrate', '--undo', await fileOf('no.json', {}));
    const test = await at(logto.url, 'test', '+8613800138000');
    await logto.close();
    expect(none.stderr).toContain('neither aliyun-short-message-service nor');
    expect(undo.stderr).toContain('does not contain settings saved by');
    expect(test.stderr).toContain('run "logto push"');
  });

  it('with an unrelated connector gets no advice to migrate', async () => {
    const other = { id: 't', connectorId: 'twilio-short-message-service', type: 'Sms', config: {} };
    const logto = await startLogtoServer({ connectors: [other] });
    const { stderr } = await at(logto.url, 'push', '--settings', await fileOf('p.json', {}));
    await logto.close();
    expect(stderr).toContain('would delete it. Use "logto push --yes"');
  });

  it('requires an HTTP URL', async () => {
    expect((await at('ftp://logto', 'enable')).stderr).toContain('Pass the URL of Logto');
  });

  it('without the connector has nothing to uninstall', async () => {
    const empty = join(folder(), 'connectors');
    await mkdir(join(empty, 'other'), { recursive: true });
    await writeFile(join(empty, 'other/package.json'), '{}');
    const { exitCode, stdout } = await runCommand(['logto', 'install', empty, '--uninstall']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/ does not exist\.\n$/);
    const mounted = await runCommand(['logto', 'install', empty]);
    expect(mounted.stdout).toContain('does not show which connector-kit Logto has');
  });
});

const load = async (name: string, source: string) => {
  const home = join(folder(), name);
  await mkdir(join(home, 'lib'), { recursive: true });
  await writeFile(join(home, 'lib/index.js'), source);
  await writeFile(join(home, 'package.json'), '{"type":"module"}');
  return loadConnector(home, {});
};

describe('the demo’s host', () => {
  it.each([
    ['no-default', 'export const a = 1;', 'default export is not a function'],
    ['no-connector', 'export default async () => ({ type: "Email" });', 'lacks type Sms'],
  ])('refuses a connector that Logto would skip: %s', async (name, source, says) => {
    await expect(load(name, source)).rejects.toThrow(says);
  });

  it('hides an error that is not a ConnectorError, as Logto does', async () => {
    const guard = '{ safeParse: (data) => ({ success: true, data }) }';
    const source = `export default async () => ({ type: 'Sms', metadata: {}, configGuard: ${guard},
      sendMessage: async () => { throw new Error('secret'); } });`;
    const host = await load('throws', source);
    const message = { to: '8613800138000', type: TemplateType.SignIn, code: '1', locale: 'en' };
    expect(await host.send(message)).toEqual({
      sent: false,
      refusal: { message: 'Internal server error.' },
    });
  });
});
