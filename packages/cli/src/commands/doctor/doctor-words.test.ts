import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from 'aliyun-sms-sandbox';
import { describe, expect, it } from 'vitest';
import { ownSandbox } from '../../testing/own-sandbox.ts';
import { SOUND_SETTINGS } from '../../testing/sound-settings.ts';
import { runCommand } from '../../testing/terminal.ts';

const { sandbox, folder } = ownSandbox('file');

/** The lines of problems and warnings. */
async function complaints(settings: object, endpoint = sandbox().url, lang = 'en') {
  const file = join(folder(), 'settings.json');
  await writeFile(file, JSON.stringify({ ...SOUND_SETTINGS, ...settings }));
  const line = ['doctor', '--settings', file, '--endpoint', endpoint, '--lang', lang];
  const { stdout, stderr } = await runCommand(line);
  expect(stderr).toBe('');
  return stdout.split('\n').filter((text) => /^[✗!] /.test(text));
}

const generic = (more: object) => ({ templates: [{ usageType: 'Generic', ...more }] });
const CHINA = { templateCode: { china: 'SMS_200000001' } };

describe('the doctor on what the connector refuses', () => {
  it('names an unknown setting, and a stored access key that is not used', async () => {
    const found = await complaints({ ...generic(CHINA), signNam: 'x' });
    expect(found.join('\n')).toContain(
      '! signNam: unknown setting signNam, did you mean signName?',
    );
    const unused = await complaints({
      ...generic(CHINA),
      credentials: 'environment',
      accessKeyId: 'testid',
      accessKeySecret: 'testsecret',
    });
    expect(unused.join('\n')).toContain('! An AccessKey is stored in the settings but not used');
  });

  it('refuses what the connector refuses', async () => {
    const found = await complaints({
      ...generic(CHINA),
      timeoutMs: 100,
      guard: { perIP: [{ limit: 1, seconds: 60 }], countries: ['China'] },
    });
    const all = found.join('\n');
    expect(all).toContain('✗ timeoutMs: must be at least 2000');
    expect(all).toContain('did you mean perIp?');
    expect(all).toContain('guard.countries[0]: is not a country code');
  });
});

describe('the doctor on templates and signatures', () => {
  it('says which template has no code', async () => {
    expect(await complaints(generic({}))).toEqual([
      expect.stringContaining('✗ templates[0].templateCode: is missing for Generic.'),
    ]);
  });

  it.each([
    [{ signName: '' }, 'en', [expect.stringMatching(/^✗ signName: is missing\./)]],
    [{ signName: '' }, 'zh', [expect.stringMatching(/^✗ signName：未填写。/)]],
    [{ signName: '', signNames: { china: '示例科技' } }, 'en', []],
    [{ signName: '', ...generic({ ...CHINA, signName: '示例科技' }) }, 'en', []],
  ])(
    'reports a missing signature only if none is set anywhere: %j',
    async (settings, lang, says) => {
      const found = await complaints({ ...generic(CHINA), ...settings }, undefined, lang);
      expect(found).toEqual(says);
    },
  );

  it('accepts a single template code with signatures by region', async () => {
    const settings = { signName: '', signNames: { china: '示例科技' } };
    expect(
      await complaints({ ...settings, ...generic({ templateCode: 'SMS_200000001' }) }),
    ).toEqual([]);
  });

  it('accepts templates of SMS authentication by region, and ignores a text', async () => {
    const templates = [
      { usageType: 'Generic', templateCode: { china: '100001' } },
      { usageType: 'SignIn', text: 'Code {{code}}.' },
    ];
    const signName = '速通互联验证码';
    expect(await complaints({ channel: 'mas', signName, templates })).toEqual([]);
  });

  it.each([
    ['验证码${code}。', {}, /^$/],
    ['验证码${code}，${min}分钟。', {}, /no value for: \$\{min\}$/],
    [
      '验证码${code}。',
      { params: { code: '{{code}}', min: '10' } },
      /not in the template: \$\{min\}$/,
    ],
    [`验证码\${code}${'，请勿泄露'.repeat(14)}`, {}, /billed as 2 messages$/],
  ])('compares the template %s with %j', async (content, params, says) => {
    const keys = [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }];
    const signNames = [{ signName: '示例科技' }];
    const templates = [{ templateCode: 'SMS_200000001', content }];
    const accounts = [{ id: '1', keys, signNames, templates }];
    const own = await startSandbox({ port: 0, seed: { accounts } });
    const found = await complaints(generic({ ...CHINA, ...params }), own.url);
    await own.close();
    expect(found.join('\n')).toMatch(says);
  });
});
