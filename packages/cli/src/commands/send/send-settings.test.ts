import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownSandbox } from '../../testing/own-sandbox.ts';
import { ENTER, DOWN, runWithPerson } from '../../testing/person.ts';
import { SOUND_SETTINGS } from '../../testing/sound-settings.ts';
import { runCommand } from '../../testing/terminal.ts';

const { sandbox, folder } = ownSandbox('test');
/** A US number that is also a mainland number without 86. */
const EITHER = '14155552671';
const words = ['--sign-name', '示例科技', '--template', 'SMS_200000001'];

async function send(settings: object, to: string, ...flags: string[]) {
  const file = join(folder(), 'settings.json');
  await writeFile(file, JSON.stringify({ ...SOUND_SETTINGS, ...settings }));
  const line = ['send', to, '--settings', file, '--endpoint', sandbox().url, ...flags];
  return runCommand(line);
}

const sentTo = () =>
  sandbox()
    .messages.list()
    .messages.map(({ to }) => to);

describe('send with settings', () => {
  it('reads the number as the settings say', async () => {
    await send({}, EITHER);
    sandbox().clock.shift(120_000);
    await send({ bareNumbers: 'mainland' }, EITHER);
    expect(sentTo().toReversed()).toEqual(['+14155552671', '+8614155552671']);
  });

  it('refuses what the connector refuses, with the same reason', async () => {
    const one = { templates: [{ usageType: 'Generic', templateCode: 'SMS_200000001' }] };
    const ambiguous = await send(one, EITHER, '--json');
    const strict = await send({ strictPhoneRegionNumberCheck: true }, '13800138000');
    const country = await send({ guard: { countries: ['CN'] } }, '85268326366', '--json');
    expect(ambiguous.exitCode).toBe(1);
    expect(JSON.parse(ambiguous.stdout).error).toMatchObject({ refused: 'number-ambiguous' });
    expect(strict.stderr).toContain('strictPhoneRegionNumberCheck is on');
    expect(JSON.parse(country.stdout).error).toMatchObject({ refused: 'country-refused' });
    expect(sandbox().requests.list()).toEqual([]);
  });

  it('uses the template for the language', async () => {
    const templates = [
      { usageType: 'Generic', templateCode: 'SMS_200000001' },
      { usageType: 'Generic', locale: 'en', templateCode: 'SMS_200000002' },
    ];
    const { stdout } = await send({ templates }, '13800138000', '--locale', 'en-GB', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ templateCode: 'SMS_200000002' });
  });

  it('warns of unknown settings and of values out of range', async () => {
    const { exitCode, stderr } = await send({ signNam: 'x', timeoutMs: 9000 }, '13800138000');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('! signNam: unknown setting signNam, did you mean signName?');
    expect(stderr).toContain('! timeoutMs: ');
  });

  it('uses the fallback if the account is the reason for the failure', async () => {
    sandbox().faults.replace([
      { action: 'SendSms', effect: { kind: 'apiCode', apiCode: 'isv.AMOUNT_NOT_ENOUGH' } },
    ]);
    const mas = [{ usageType: 'Generic', templateCode: '100001' }];
    const fallbacks = [{ channel: 'mas', signName: '速通互联验证码', templates: mas }];
    const { exitCode, stdout } = await send({ fallbacks }, '13800138000', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'mas',
      channelLabel: 'fallbacks[0]',
      templateCode: '100001',
      fallbackFrom: ['settings: isv.AMOUNT_NOT_ENOUGH'],
    });
  });

  it('says which channel it gave up, and which one was used', async () => {
    sandbox().faults.replace([
      { action: 'SendSms', effect: { kind: 'apiCode', apiCode: 'isv.AMOUNT_NOT_ENOUGH' } },
    ]);
    const mas = [{ usageType: 'Generic', templateCode: '100001' }];
    const fallbacks = [{ channel: 'mas', signName: '速通互联验证码', templates: mas }];
    const { stdout } = await send({ fallbacks }, '13800138000');
    expect(stdout).toMatch(/If it fails +fallbacks\[0] \(mas\)\n/);
    expect(stdout).toContain(
      '! Gave up settings: isv.AMOUNT_NOT_ENOUGH\n! Sent through fallbacks[0] (mas)\n',
    );
  });

  it('replaces the words of the settings by those of flags', async () => {
    const line = ['--param', 'code={{code}}', '--code', '246810', '--show-codes', '--json'];
    const { stdout } = await send({}, '13800138000', ...line);
    expect(JSON.parse(stdout)).toMatchObject({
      templateCode: 'SMS_200000001',
      templateParam: { code: '246810' },
    });
    const globe = { templates: [{ usageType: 'Generic', text: 'Code {{code}}.' }] };
    const abroad = { ...globe, site: 'international' };
    const from = await send(abroad, '+14155552671', '--from', 'Example', '--json');
    expect(JSON.parse(from.stdout)).toMatchObject({ from: 'Example', text: 'Code ••••••.' });
    const site = await send(globe, '+14155552671', '--site', 'international', '--json');
    expect(JSON.parse(site.stdout)).toMatchObject({ operation: 'SendMessageToGlobe' });
  });

  it('shows the code of the fallback with --show-codes', async () => {
    sandbox().faults.replace([
      { action: 'SendSms', effect: { kind: 'apiCode', apiCode: 'isv.AMOUNT_NOT_ENOUGH' } },
    ]);
    const mas = [{ usageType: 'Generic', templateCode: '100001' }];
    const fallbacks = [{ channel: 'mas', signName: '速通互联验证码', templates: mas }];
    const line = ['--code', '246810', '--show-codes', '--json'];
    const { stdout } = await send({ fallbacks }, '13800138000', ...line);
    expect(JSON.parse(stdout)).toMatchObject({ channel: 'mas', templateParam: { code: '246810' } });
  });

  it('refuses a channel that this message cannot use', async () => {
    const { exitCode, stderr } = await send({}, '13800138000', '--channel', 'mas');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('only sms')]);
  });
});

describe('ambiguous digits without settings', () => {
  const line = ['send', EITHER, ...words];

  it('are refused in a script, with both readings', async () => {
    const { exitCode, stderr } = await runCommand([...line, '--endpoint', sandbox().url]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('+141****2671 (US) or, with 86 left out, +86141****2671 (CN)');
    const json = await runWithPerson([...line, '--json', '--endpoint', sandbox().url], []);
    expect(json.exitCode).toBe(2);
    expect(sandbox().requests.list()).toEqual([]);
  });

  it.each([
    ['the mainland one', [ENTER], '+8614155552671'],
    ['the US one', [DOWN, ENTER], '+14155552671'],
  ])('are asked about on a terminal: %s', async (_, keys, to) => {
    await runWithPerson(
      [...line, '--endpoint', sandbox().url],
      [['Which number do you mean?', keys.join('')]],
    );
    const asked = sandbox()
      .requests.list()
      .find(({ action }) => action === 'SendSms');
    expect(`+${asked?.parameters['PhoneNumbers']?.replace(/^\+/, '')}`).toBe(to);
  });

  it('are not ambiguous with a plus and country code', async () => {
    await runCommand(['send', `+86${EITHER}`, ...words, '--endpoint', sandbox().url]);
    expect(sentTo()).toEqual(['+8614155552671']);
  });
});

describe('trace with settings', () => {
  it('queries every channel that a message to the number may have used', async () => {
    const mas = [{ usageType: 'Generic', templateCode: '100001' }];
    const settings = {
      fallbacks: [{ channel: 'mas', signName: '速通互联验证码', templates: mas }],
      routes: [
        {
          countries: ['US'],
          channel: 'international',
          templates: [{ usageType: 'Generic', text: 'Code {{code}}.' }],
        },
      ],
    };
    // The sandbox serves both products at one address, and lists that of the newest message.
    await send(settings, '13800138000', '--channel', 'mas');
    const file = join(folder(), 'settings.json');
    const flags = ['--settings', file, '--endpoint', sandbox().url, '--date', 'today', '--json'];
    const { stdout } = await runCommand(['trace', '13800138000', ...flags]);
    const result: { messages: { channel: string }[]; notes: string[] } = JSON.parse(stdout);
    expect(result.messages).toMatchObject([{ channel: 'mas', templateCode: '100001' }]);
    const queries = sandbox()
      .requests.list()
      .filter(({ action }) => action === 'QuerySendDetails');
    expect(queries).toHaveLength(2);
    expect(result.notes).toEqual([]);
    const abroad = await runCommand(['trace', '+14155552671', ...flags]);
    expect(JSON.parse(abroad.stdout)).toMatchObject({
      notes: [expect.stringContaining('--biz-id'), expect.stringContaining('share these digits')],
    });
  });
});
