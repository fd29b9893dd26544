import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from 'aliyun-sms-sandbox';
import { describe, expect, it } from 'vitest';
import { ownSandbox } from '../../testing/own-sandbox.ts';
import { SOUND_SETTINGS } from '../../testing/sound-settings.ts';
import { runCommand } from '../../testing/terminal.ts';

const { sandbox, folder } = ownSandbox('file');

interface FindingJson {
  readonly check: string;
  readonly level: string;
  readonly text: string;
  readonly next?: string;
}

async function examine(
  settings: object,
  options: {
    readonly environment?: Record<string, string>;
    readonly now?: Date;
    readonly endpoint?: string;
  } = {},
) {
  const file = join(folder(), 'settings.json');
  await writeFile(file, JSON.stringify(settings));
  const endpoint = options.endpoint ?? sandbox().url;
  const line = ['doctor', '--settings', file, '--endpoint', endpoint, '--json'];
  const { exitCode, stdout } = await runCommand(line, options);
  const { findings }: { findings: readonly FindingJson[] } = JSON.parse(stdout);
  return { exitCode, findings, bad: findings.filter(({ level }) => level === 'problem') };
}

const generic = (templateCode: unknown, more: object = {}) => [
  { usageType: 'Generic', templateCode, ...more },
];

const AUTHENTICATION = {
  channel: 'mas',
  signName: '速通互联验证码',
  templates: generic('100001'),
};

const ABROAD = { site: 'international', templates: generic('SMS_200000001', { text: '{{code}}' }) };

interface Planted {
  readonly what: string;
  readonly settings: object;
  readonly check: string;
  readonly says: RegExp;
}

const planted: readonly Planted[] = [
  {
    what: 'a wrong secret',
    settings: { accessKeySecret: 'wrong' },
    check: 'key',
    says: /SignatureDoesNotMatch/,
  },
  {
    what: 'a key that is switched off',
    settings: { accessKeyId: 'testid-disabled' },
    check: 'key',
    says: /Inactive/,
  },
  {
    what: 'a key without rights',
    settings: { accessKeyId: 'testid-nopermission' },
    check: 'right',
    says: /dysms:SendSms .* is missing/,
  },
  {
    what: 'a key without the rights of SMS authentication',
    settings: { ...AUTHENTICATION, accessKeyId: 'testid-nopermission' },
    check: 'right',
    says: /dypns:SendSmsVerifyCode .* is missing[^]*dypns:QuerySendDetails/,
  },
  {
    what: 'a key without the rights of the international API',
    settings: { ...ABROAD, accessKeyId: 'testid-nopermission' },
    check: 'right',
    says: /dysms:SendMessageWithTemplate .* is missing[^]*dysms:SendMessageToGlobe[^]*dysms:QueryMessage/,
  },
  {
    what: 'a custom template for SMS authentication',
    settings: { ...AUTHENTICATION, templates: generic('SMS_200000001') },
    check: 'mas.template',
    says: /"SMS_200000001" is not a template of SMS authentication/,
  },
  {
    what: 'a missing text for overseas on the international API',
    settings: { site: 'international', templates: generic('SMS_200000001') },
    check: 'settings.refused',
    says: /SignIn, .* to GB: Outside the mainland, the international channel sends a complete text/,
  },
  {
    what: 'a rejected template of a fallback',
    settings: { fallbacks: [{ templates: generic('SMS_200000031') }] },
    check: 'template.review',
    says: /SMS_200000031 is rejected/,
  },
  {
    what: 'a rejected signature',
    settings: { signName: '示例驳回' },
    check: 'sign.review',
    says: /【示例驳回】 is rejected – 签名来源与资质不符/,
  },
  {
    what: 'a signature that is not filed',
    settings: { signName: '示例未报备' },
    check: 'sign.filing',
    says: /at China Telecom: not filed/,
  },
  {
    what: 'a signature that does not exist',
    settings: { signName: '没有' },
    check: 'sign',
    says: /【没有】/,
  },
  {
    what: 'a rejected template',
    settings: { templates: generic('SMS_200000031') },
    check: 'template.review',
    says: /SMS_200000031 is rejected/,
  },
  {
    what: 'a template that does not exist',
    settings: { templates: generic('SMS_999') },
    check: 'template',
    says: /SMS_999/,
  },
  {
    what: 'a notification template for codes',
    settings: { templates: generic('SMS_200000010', { params: { name: 'x', order: '{{code}}' } }) },
    check: 'template.type',
    says: /is a notification template/,
  },
  {
    what: 'a mainland template for overseas',
    settings: { templates: generic({ china: 'SMS_200000001', overseas: 'SMS_200000002' }) },
    check: 'template.region',
    says: /SMS_200000002 is a mainland template, but is set for overseas/,
  },
  {
    what: 'variables that the template does not have',
    settings: { templates: generic('SMS_200000001', { params: { otp: '{{code}}' } }) },
    check: 'template.variables',
    says: /no value for: \$\{code\}; not in the template: \$\{otp\}/,
  },
  {
    what: 'the test signature with a production template',
    settings: { signName: '阿里云短信测试' },
    check: 'test-pair',
    says: /mix test and production/,
  },
  {
    what: 'a usage type without a template',
    settings: { templates: [{ usageType: 'SignIn', templateCode: 'SMS_200000001' }] },
    check: 'settings.refused',
    says: /^templates: has no entry for Register, ForgotPassword/,
  },
  {
    what: 'a placeholder from the example',
    settings: { signName: '<signature-name>' },
    check: 'settings.refused',
    says: /^signName: still holds the placeholder <signature-name>/,
  },
];

describe('doctor', () => {
  it('reports no problem with sound settings', async () => {
    const { exitCode, findings } = await examine(SOUND_SETTINGS);
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it.each([
    ['SMS authentication', AUTHENTICATION],
    ['the international API', ABROAD],
    ['a fallback', { fallbacks: [AUTHENTICATION] }],
  ])('reports no problem with sound settings for %s', async (_, settings) => {
    const { findings } = await examine({ ...SOUND_SETTINGS, ...settings });
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
  });

  it('reports each finding once, even if a fallback repeats it', async () => {
    const { findings } = await examine({
      ...SOUND_SETTINGS,
      fallbacks: [{ signName: '示例验证' }],
    });
    const texts = findings.map(({ text }) => text);
    expect(texts).toEqual([...new Set(texts)]);
    expect(texts.join()).toContain('示例验证');
  });

  it.each(planted)('reports $what', async ({ settings, check, says }) => {
    const { exitCode, bad } = await examine({ ...SOUND_SETTINGS, ...settings });
    expect(exitCode).toBe(1);
    const found = bad.filter((finding) => finding.check === check);
    expect(found.map(({ text }) => text).join('\n')).toMatch(says);
    for (const { next } of found) expect(next).toMatch(/\S/);
  });

  it('reports a clock that is off', async () => {
    const { bad } = await examine(SOUND_SETTINGS, { now: new Date(Date.now() - 20 * 60_000) });
    expect(bad).toMatchObject([
      { check: 'clock', text: expect.stringMatching(/behind the server’s/) },
    ]);
  });

  it('reports an unreachable endpoint, and checks nothing further there', async () => {
    const gone = await startSandbox({ port: 0 });
    await gone.close();
    const { bad } = await examine(SOUND_SETTINGS, { endpoint: gone.url });
    expect(bad).toMatchObject([
      { check: 'connection', text: expect.stringContaining('ECONNREFUSED') },
    ]);
  });

  it('warns if there is no guard', async () => {
    const { guard: _, ...open } = SOUND_SETTINGS;
    const { exitCode, findings } = await examine(open);
    expect(exitCode).toBe(0);
    expect(findings.find(({ check }) => check === 'settings.guard')?.level).toBe('warning');
  });

  it('reports a stored key that is not used, and where the used one comes from', async () => {
    const { findings } = await examine({ ...SOUND_SETTINGS, credentials: 'environment' });
    expect(findings.filter(({ level }) => level !== 'ok')).toMatchObject([
      {
        check: 'settings.unused-key',
        text: 'An AccessKey is stored in the settings but not used: credentials is environment',
      },
    ]);
    const texts = findings.map(({ text }) => text);
    expect(texts).toContain('Access key testid comes from: the sandbox');
  });

  it('says where a key that fails comes from', async () => {
    const environment = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'testid',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'wrong',
    };
    const { accessKeyId: _, accessKeySecret: __, ...settings } = SOUND_SETTINGS;
    const own = { ...settings, credentials: 'environment' };
    const { bad } = await examine(own, { environment });
    expect(bad.map(({ text }) => text).join()).toContain('(key from: environment variables)');
  });

  it('reports an unknown setting with the nearest known one, at the top level and nested', async () => {
    const top = await examine({ ...SOUND_SETTINGS, signNam: 'x' });
    const within = await examine({ ...SOUND_SETTINGS, guard: { perIP: [] } });
    expect(top.findings.map(({ text }) => text)).toContain(
      'signNam: unknown setting signNam, did you mean signName?',
    );
    expect(within.bad).toMatchObject([{ text: expect.stringContaining('did you mean perIp?') }]);
  });

  it('names a misspelt setting that leaves the settings incomplete', async () => {
    const { templates, ...others } = SOUND_SETTINGS;
    const { findings } = await examine({ ...others, template: templates });
    expect(findings.map(({ text }) => text)).toEqual([
      expect.stringContaining('templates: is missing'),
      'template: unknown setting template, did you mean templates?',
    ]);
  });

  it('requires no template for the mainland if the settings are not meant for it', async () => {
    const abroad = { ...ABROAD, templates: [{ usageType: 'Generic', text: '{{code}}' }] };
    const { signName: _, ...settings } = SOUND_SETTINGS;
    const { bad } = await examine({ ...settings, ...abroad });
    expect(bad).toEqual([]);
  });

  it('reports settings with which nothing can be sent', async () => {
    const settings = { ...SOUND_SETTINGS, guard: { countries: ['CN'] } };
    const { bad } = await examine({
      ...settings,
      templates: generic({ overseas: 'SMS_200000020' }),
    });
    expect(bad.map(({ text }) => text).join('\n')).toContain(
      'to GB: guard.countries does not list',
    );
  });

  it('does not check what no message uses', async () => {
    const route = { countries: ['HK'], signName: '没有' };
    const { bad } = await examine({
      ...SOUND_SETTINGS,
      routes: [route],
      guard: { countries: ['CN', 'SG'] },
    });
    expect(bad).toEqual([]);
  });

  it('checks the signature that a country’s template is sent with', async () => {
    const templates = generic({ china: 'SMS_200000001', HK: 'SMS_200000020' });
    const settings = { ...SOUND_SETTINGS, templates, signNames: { overseas: '没有' } };
    const { bad } = await examine(settings);
    expect(bad).toMatchObject([{ check: 'sign', text: expect.stringContaining('【没有】') }]);
  });

  it('counts a single check in the singular', async () => {
    const file = join(folder(), 'settings.json');
    const { templates: _, ...others } = SOUND_SETTINGS;
    await writeFile(file, JSON.stringify(others));
    const { stdout } = await runCommand(['doctor', '--settings', file]);
    expect(stdout).toMatch(/\n1 check, 1 problem\.\n$/);
  });

  it('prints the reason and the next step, but no secret', async () => {
    const file = join(folder(), 'settings.json');
    await writeFile(file, JSON.stringify({ ...SOUND_SETTINGS, accessKeySecret: 'wrong-secret' }));
    const line = ['doctor', '--settings', file, '--endpoint', sandbox().url];
    const { exitCode, stdout } = await runCommand(line);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/✗ Access key testid: SignatureDoesNotMatch – .+\n {2}→ .+/);
    expect(stdout).toMatch(/\d+ checks, 1 problem\.\n$/);
    expect(stdout).not.toContain('wrong-secret');
  });
});
