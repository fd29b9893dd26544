import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { main } from '../../main.ts';
import { ownSandbox } from '../../testing/own-sandbox.ts';
import { runCommand, testTerminal } from '../../testing/terminal.ts';

const { sandbox, folder, called } = ownSandbox('test');

const key = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
const mas = { signName: '速通互联验证码', templates: [generic('100001')] };
const globe = { from: 'Example', templates: [{ usageType: 'Generic', text: 'Code {{code}}.' }] };

function generic(templateCode: unknown) {
  return { usageType: 'Generic', templateCode };
}

/** `send --json` with these settings, which name the sandbox as endpoint. */
async function send(settings: object, ...line: string[]) {
  const file = join(folder(), 'settings.json');
  await writeFile(file, JSON.stringify({ ...key, endpoint: sandbox().url, ...settings }));
  const { exitCode, stdout, stderr } = await runCommand([
    'send',
    ...line,
    '--settings',
    file,
    '--json',
  ]);
  const result: Record<string, unknown> = JSON.parse(stdout);
  const { product } = sandbox().messages.list().messages[0] ?? {};
  return { exitCode, stderr, result, product };
}

describe('send with settings', { timeout: 30_000 }, () => {
  it.each([
    {
      what: 'SMS authentication',
      settings: { channel: 'mas', ...mas },
      to: '13800138000',
      operation: 'SendSmsVerifyCode',
    },
    {
      what: 'the international API to the mainland',
      settings: {
        site: 'international',
        signName: '示例科技',
        templates: [generic('SMS_200000001')],
      },
      to: '13800138000',
      operation: 'SendMessageWithTemplate',
    },
    {
      what: 'the international API to other countries',
      settings: { site: 'international', ...globe },
      to: '+14155552671',
      operation: 'SendMessageToGlobe',
    },
    {
      what: 'the route of the country',
      settings: {
        signName: '示例科技',
        templates: [generic('SMS_200000001')],
        routes: [{ countries: ['US'], channel: 'international', ...globe }],
      },
      to: '+14155552671',
      operation: 'SendMessageToGlobe',
    },
  ])('uses $what, and follows the message there', async ({ settings, to, operation }) => {
    const { exitCode, result } = await send(settings, to, '--follow');
    expect(result).toMatchObject({ operation, report: { status: 'delivered' } });
    expect(exitCode).toBe(0);
  });

  it('does not use a route for another country', async () => {
    const routes = [{ countries: ['US'], channel: 'international', ...globe }];
    const plain = { signName: '示例科技', templates: [generic('SMS_200000001')], routes };
    expect((await send(plain, '13800138000')).product).toBe('sms');
  });

  it('uses the fallback that --channel names, with its own signature and template', async () => {
    const settings = {
      signName: '示例科技',
      templates: [generic('SMS_200000001')],
      fallbacks: [{ channel: 'mas', ...mas }],
    };
    const { result, product } = await send(settings, '13800138000', '--channel', 'mas');
    expect(result).toMatchObject({ signName: '速通互联验证码', templateCode: '100001' });
    expect(product).toBe('mas');
  });

  it('ignores a key in the file if the credentials are those of the environment', async () => {
    const settings = {
      credentials: 'environment',
      accessKeySecret: 'outdated',
      signName: '示例科技',
      templates: [generic('SMS_200000001')],
    };
    expect((await send(settings, '13800138000')).exitCode).toBe(0);
  });

  it('treats what Console stores for empty fields as unset', async () => {
    const settings = {
      channel: 'auto',
      routes: {},
      signNames: {},
      from: '',
      endpoint: sandbox().url,
    };
    const words = { signName: '示例科技', templates: [generic('SMS_200000001')] };
    expect((await send({ ...settings, ...words }, '13800138000')).product).toBe('sms');
  });
});

const run = (...line: string[]) => runCommand(['send', ...line, '--endpoint', sandbox().url]);

describe('send with flags', () => {
  it('uses SMS authentication, and fills in the minutes', async () => {
    const words = ['--sign-name', '速通互联验证码', '--template', '100001'];
    const { exitCode, stdout } = await run('13800138000', '--channel', 'mas', ...words);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Channel +mas \(SendSmsVerifyCode\)\n/);
    expect(sandbox().messages.list().messages[0]?.text).toContain('以上验证码10分钟内有效');
  });

  it('shows a text for overseas with the code masked', async () => {
    const text = ['--text', 'Your code is {{code}}.', '--from', 'Example'];
    const { stdout } = await run('+14155552671', '--site', 'international', ...text);
    expect(stdout).toMatch(/Sender ID +Example\nText +Your code is ••••••\.\nSegments +1\n/);
    expect(sandbox().lastCode('14155552671')).toMatch(/^\d{6}$/);
  });

  it('reads the text for overseas from a file', async () => {
    const file = join(folder(), 'text.txt');
    await writeFile(file, 'Your code is {{code}}.\n');
    const line = ['+14155552671', '--site', 'international', '--text', `@${file}`];
    expect((await run(...line, '--code', '135790')).exitCode).toBe(0);
    expect(sandbox().messages.list().messages[0]?.text).toContain('Your code is 135790.');
  });

  it.each([
    [
      ['85268326366', '--channel', 'mas', '--sign-name', '示例', '--template', '100001'],
      'mainland numbers only',
    ],
    [['85268326366', '--channel', 'international'], '--text'],
    [['13800138000', '--channel', 'international', '--text', '{{code}}'], '--sign-name'],
    [
      [
        '13800138000',
        '--site',
        'international',
        '--text',
        '{{code}}',
        '--template',
        'SMS_200000001',
      ],
      '--sign-name',
    ],
    [['13800138000', '--text', '{{code}}'], '--sign-name'],
  ])('%j is wrong usage, with the flag to pass', async (line, says) => {
    const { exitCode, stderr } = await run(...line);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(says);
  });
});

describe('send --follow', { timeout: 30_000 }, () => {
  const words = ['--sign-name', '示例科技', '--template', 'SMS_200000001', '--follow'];

  it('prints the reason for a failure', async () => {
    const { exitCode, stdout } = await run('+8615400000101', ...words);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✗ failed: MOBILE_NOT_ON_SERVICE – \S/);
  });

  it('reports the accepted message with --json although the query for its report failed', async () => {
    sandbox().faults.replace([
      {
        action: 'QuerySendDetails',
        effect: { kind: 'apiCode', apiCode: 'isp.RAM_PERMISSION_DENY' },
      },
    ]);
    const { exitCode, stdout } = await run('13800138000', ...words, '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      bizId: expect.stringMatching(/^\d+\^0$/),
      error: { message: expect.stringContaining('isp.RAM_PERMISSION_DENY') },
    });
  });

  it('shows the state and the time until the next query on a terminal', async () => {
    const { terminal, stderr } = testTerminal({ tty: true });
    await main(['send', '13800138000', ...words, '--endpoint', sandbox().url], terminal);
    const line = stripVTControlCharacters(stderr());
    expect(line).toMatch(/waiting for the carrier · 0 s · next query in 1 s/);
  });

  it('waits for a message that the international API does not know yet', async () => {
    const effect = { kind: 'apiCode', apiCode: 'isv.DATA_NOT_EXIST' } as const;
    sandbox().faults.replace([{ action: 'QueryMessage', times: 1, effect }]);
    const text = ['--text', 'Your code is {{code}}.', '--follow'];
    const { exitCode, stdout } = await run('+14155552671', '--site', 'international', ...text);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/✓ delivered after \d+ s\n$/);
  });

  it('says on a terminal that it is querying', async () => {
    const effect = { kind: 'delay', delayMs: 1000 } as const;
    sandbox().faults.replace([{ action: 'QuerySendDetails', times: 1, effect }]);
    const { terminal, stderr } = testTerminal({ tty: true });
    await main(['send', '13800138000', ...words, '--endpoint', sandbox().url], terminal);
    expect(stripVTControlCharacters(stderr())).toMatch(
      /waiting for the carrier · \d+ s · querying/,
    );
  });

  it('gives up after two minutes, and says how to look again', async () => {
    sandbox().clock.freeze();
    const { terminal, stdout } = testTerminal();
    const line = ['send', '13800138000', ...words, '--endpoint', sandbox().url];
    const ended = main(line, terminal);
    await called('QuerySendDetails');
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now + 120_000);
    expect(await ended).toBe(1);
    clock.mockRestore();
    expect(stdout()).toMatch(
      /… waiting for the carrier\nNo report within 2 minutes\. Check again later with "trace"\.\n$/,
    );
  });

  it('can be stopped, and says so', async () => {
    const stop = new AbortController();
    const { terminal, stdout } = testTerminal({ tty: true, signal: stop.signal });
    sandbox().clock.freeze();
    const line = ['send', '13800138000', ...words, '--endpoint', sandbox().url];
    const ended = main(line, terminal);
    await called('QuerySendDetails');
    stop.abort();
    expect(await ended).toBe(1);
    expect(stdout()).toContain('Stopped before a report arrived.');
  });
});

describe('trace', () => {
  it('finds a message of SMS authentication in that product’s records', async () => {
    const words = ['--sign-name', '速通互联验证码', '--template', '100001'];
    await run('13800138000', '--channel', 'mas', ...words);
    const trace = ['trace', '13800138000', '--endpoint', sandbox().url];
    const { stdout } = await runCommand([...trace, '--channel', 'mas']);
    expect(stdout).toMatch(/\(mas, 100001\) +【速通互联验证码】您的验证码为••••••/);
  });

  it('finds a message of the international API by its id', async () => {
    const words = ['--text', 'Your code is {{code}}.', '--json'];
    const to = '+14155552671';
    const { stdout: sent } = await run(to, '--channel', 'international', ...words);
    const { bizId }: { bizId: string } = JSON.parse(sent);
    const trace = ['trace', to, '--channel', 'international', '--endpoint', sandbox().url];
    const { stdout } = await runCommand([...trace, '--biz-id', bizId]);
    expect(stdout).toContain('Your code is ••••••.');
    expect((await runCommand([...trace, '--biz-id', '1'])).stdout).toContain('accepted no message');
    expect((await runCommand(trace)).stderr).toContain('only looks up single messages');
  });

  it('distinguishes a refusal of the international API from a missing message', async () => {
    const line = ['trace', '+14155552671', '--channel', 'international', '--biz-id', '1'];
    sandbox().faults.replace([{ effect: { kind: 'apiCode', apiCode: 'Forbidden.RAM' } }]);
    const refused = await runCommand([...line, '--endpoint', sandbox().url]);
    const unreached = await runCommand([...line, '--endpoint', 'http://127.0.0.1:5']);
    expect(refused).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/^Key .*\n$/) });
    expect(refused.stderr).toMatch(/^✗ Forbidden\.RAM: /);
    expect(unreached).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/^Key .*\n$/) });
    expect(unreached.stderr).toContain('ECONNREFUSED');
  });
});
