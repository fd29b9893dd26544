import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from 'aliyun-sms-sandbox';
import { recommendedGuard } from 'aliyun-sms-sender';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { APP_ID, APP_SECRET, startLogtoServer } from '../../testing/logto-server.ts';
import { ownSandbox } from '../../testing/own-sandbox.ts';
import { runCommand } from '../../testing/terminal.ts';

const { sandbox, folder } = ownSandbox('test');

const file = () => join(folder(), 'settings.json');
const init = (line: readonly string[], environment: Record<string, string> = {}) =>
  runCommand(['init', '--settings', file(), '--endpoint', sandbox().url, ...line], { environment });
const stored = async (): Promise<unknown> => JSON.parse(await readFile(file(), 'utf8'));
const choice = ['--sign-name', '示例科技', '--template', 'SMS_200000001'];

describe('init', () => {
  it('writes settings that pass the doctor, readable only by their owner', async () => {
    const { exitCode, stdout } = await init([...choice, '--template-overseas', 'SMS_200000020']);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('testsecret');
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({
      credentials: 'accessKey',
      site: 'china',
      channel: 'auto',
      bareNumbers: 'countryCode',
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
      endpoint: sandbox().url,
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

  it('updates an existing file, and keeps what it does not ask about', async () => {
    await init(choice);
    await init(['--sign-name', '示例验证', '--template', 'SMS_200000002']);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({
      accessKeyId: 'testid',
      signName: '示例验证',
      templates: [{ templateCode: { china: 'SMS_200000002' } }],
    });
  });

  it('shows the state of the filing with the carriers', async () => {
    expect((await init(choice)).stdout).toContain('✓ 【示例科技】 is filed with the carriers.');
    const unfiled = ['--sign-name', '示例未报备', '--template', 'SMS_200000001'];
    expect((await init(unfiled)).stdout).toMatch(
      /! 【示例未报备】 at China Telecom: not filed: this carrier blocks the messages\. Its users will receive nothing/,
    );
  });

  it('works with a key that has no right to read the filing', async () => {
    const key = { accessKeyId: 'a', accessKeySecret: 'b', deniedActions: ['dysms:GetSmsSign'] };
    const templates = [{ templateCode: 'SMS_1', content: '验证码${code}。' }];
    const account = { id: '1', keys: [key], signNames: [{ signName: '示例科技' }], templates };
    const narrow = await startSandbox({ port: 0, seed: { accounts: [account] } });
    const line = ['init', '--settings', file(), '--endpoint', narrow.url];
    const environment = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'a',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'b',
    };
    const { exitCode, stdout } = await runCommand(line, { environment });
    await narrow.close();
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('filed');
  });

  it('continues with the signature of an interrupted run', async () => {
    const stopped = await init(['--sign-name', '示例科技']);
    expect(stopped.stderr).toContain('Choose one with --template');
    expect(await stored()).toMatchObject({ signName: '示例科技' });
    expect((await init(['--template', 'SMS_200000001'])).exitCode).toBe(0);
    expect(await stored()).toMatchObject({ signName: '示例科技', templates: [{}] });
  });

  it.each([
    [[], { templates: [{ usageType: 'Generic', text: 'Code {{code}}.' }] }],
    [
      choice,
      {
        signName: '示例科技',
        templates: [
          {
            usageType: 'Generic',
            text: 'Code {{code}}.',
            templateCode: { china: 'SMS_200000001' },
          },
        ],
      },
    ],
  ])('writes settings for the international site (%j)', async (line, settings) => {
    const words = ['--site', 'international', '--from', 'Example', '--text', 'Code {{code}}.'];
    const { exitCode, stdout } = await init([...words, ...line]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Overseas: Code {{code}}. (1 segment)');
    expect(await stored()).toMatchObject({ site: 'international', from: 'Example', ...settings });
    expect((await runCommand(['doctor', '--settings', file()])).exitCode).toBe(0);
    const sent = await runCommand(['send', '+14155552671', '--settings', file()]);
    expect(sent.stdout).toContain('international (SendMessageToGlobe)');
  });

  it('shows the segments of a long overseas text, and requires no sender ID', async () => {
    const text = `Your code is {{code}}. ${'Do not share it. '.repeat(12)}`;
    const { exitCode, stdout } = await init(['--site', 'international', '--text', text]);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('(2 segments)')]);
    expect(await stored()).not.toHaveProperty('from');
  });

  it('refuses a template that does not exist', async () => {
    const { exitCode, stderr } = await init([...choice.slice(0, 2), '--template', 'SMS_1']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('--template SMS_1 cannot be used: it is not in this account.');
  });

  it.each([
    ['--template', 'SMS_200000020', 'pass it with --template-overseas'],
    ['--template', 'SMS_200000010', 'a template of type notification'],
    ['--template', 'SMS_154950909', 'test signature and test template only work with each other'],
  ])('refuses %s %s: %s', async (flag, code, says) => {
    const { exitCode, stderr } = await init([...choice.slice(0, 2), flag, code]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(says)]);
  });

  it('sizes the guard by flags, and keeps an existing one', async () => {
    const size = ['--people', '5000', '--countries', 'cn，hk', '--feed'];
    const { stdout } = await init([...choice, ...size]);
    expect(stdout).toContain('✓ Guard sized for 5000 people a day, sending only to CN, HK.');
    const { guard } = z.object({ guard: z.unknown() }).parse(await stored());
    const countries = ['CN', 'HK'];
    expect(guard).toEqual({ ...recommendedGuard({ peopleADay: 5000, countries, feed: true }) });
    await init(choice);
    expect(await stored()).toMatchObject({ guard });
    await init([...choice, '--people', '0']);
    expect(await stored()).not.toHaveProperty('guard');
    const wrong = await init([...choice, '--people', '5', '--countries', 'China']);
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('CHINA is not a country code'),
    ]);
  });

  it('only sizes the guard anew if nothing else is named, as before a feed', async () => {
    const overseas = ['--template-overseas', 'SMS_200000020'];
    await init([...choice, ...overseas, '--people', '500', '--countries', 'CN,HK']);
    const { guard: _, ...rest } = z.looseObject({}).parse(await stored());
    const own = { usageType: 'SignIn', templateCode: 'SMS_200000002', locale: 'zh' };
    const templates = [...z.array(z.unknown()).parse(rest['templates']), own];
    await writeFile(
      file(),
      JSON.stringify({ ...z.looseObject({}).parse(await stored()), templates }),
    );
    const { exitCode, stdout } = await init(['--people', '500', '--feed']);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('only to CN, HK.')]);
    const guard = recommendedGuard({ peopleADay: 500, countries: ['CN', 'HK'], feed: true });
    expect(await stored()).toEqual({ ...rest, templates, guard });
  });

  it('sizes the guard without a limit to countries if none is named', async () => {
    const line = [...choice, '--template-overseas', 'SMS_200000020', '--people', '500'];
    expect((await init(line)).stdout).toContain('✓ Guard sized for 500 people a day.\n');
    expect(await stored()).not.toHaveProperty('guard.countries');
  });

  it('keeps the gift signature of an earlier run', async () => {
    const mas = ['--channel', 'mas'];
    expect((await init(mas)).stderr).toContain('Pass a gift signature with --sign-name');
    await init([...mas, '--sign-name', '【速通互联验证码】']);
    expect((await init(mas)).exitCode).toBe(0);
    expect(await stored()).toMatchObject({ signName: '速通互联验证码' });
  });

  it('does not take the signature of another channel for a gift signature', async () => {
    await init(choice);
    const { exitCode, stderr } = await init(['--channel', 'mas']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('Pass a gift signature')]);
  });

  it('keeps signature and templates in a script that names none', async () => {
    await init([...choice, '--template-overseas', 'SMS_200000020']);
    const before = await stored();
    expect((await init(['--people', '500', '--feed'])).exitCode).toBe(0);
    expect(await stored()).toEqual({ ...Object(before), guard: expect.anything() });
  });

  it.each([
    ['of which the signature is missing', { signName: undefined }, []],
    ['whose templates are no list', { templates: 'SMS_200000001' }, []],
    ['of another key', { accessKeyId: 'other' }, ['--access-key-id', 'testid']],
  ])('keeps no templates of a file %s', async (_, change, line) => {
    await init(choice);
    await writeFile(file(), JSON.stringify({ ...Object(await stored()), ...change }));
    const environment = { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'testsecret' };
    const { exitCode, stderr } = await init(['--people', '500', ...line], environment);
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/--sign-name|--template/)]);
  });

  it('without a key, says first what can be done before there are settings', async () => {
    const { stderr } = await runCommand(['init', '--settings', file()], {
      environment: { ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true', HOME: folder() },
    });
    expect(stderr).toContain('). Set ALIBABA_CLOUD_ACCESS_KEY_ID and');
  });

  it('refuses an overseas text without the code', async () => {
    const site = ['--site', 'international'];
    expect((await init([...site, '--text', 'Hello'])).stderr).toContain(
      'does not contain {{code}}',
    );
    expect((await init(site)).stderr).toContain('Pass --text');
  });

  it('refuses a template that is not for codes', async () => {
    const { stderr } = await init([...choice, '--template-overseas', 'SMS_200000021']);
    expect(stderr).toContain('it is not for codes, which require exactly one variable.');
  });

  it('leaves the key out of the file with --credentials environment', async () => {
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

  it('without a terminal, names the flag and its possible values', async () => {
    const { exitCode, stderr } = await init([]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/Choose one with --sign-name: .*示例科技/);
  });

  it('writes to Logto and enables phone sign-in with --push', async () => {
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

  it('does not replace another SMS connector with --push', async () => {
    const connectorId = 'aliyun-short-message-service';
    const official = { id: 'official', connectorId, type: 'Sms', config: {} };
    const logto = await startLogtoServer({ connectors: [official] });
    const environment = {
      LOGTO_ENDPOINT: logto.url,
      LOGTO_APP_ID: APP_ID,
      LOGTO_APP_SECRET: APP_SECRET,
    };
    const { exitCode, stderr } = await init([...choice, '--push'], environment);
    await logto.close();
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Use "logto migrate" to keep its settings');
    expect(logto.state.connectors).toEqual([official]);
    expect(await stored()).toMatchObject({ signName: '示例科技' });
  });
});
