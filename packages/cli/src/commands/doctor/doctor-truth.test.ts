import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownSandbox } from '../../testing/own-sandbox.ts';
import { SOUND_SETTINGS } from '../../testing/sound-settings.ts';
import { runCommand } from '../../testing/terminal.ts';

const TEXT = '登录验证码${code}，10分钟内有效。';
const account = {
  id: 'a',
  keys: [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }],
  signNames: [
    { signName: '示例科技' },
    { signName: '待验证', filing: { mobile: 3, unicom: 1, telecom: 3 } },
    { signName: '报备中', filing: { mobile: 3, unicom: 3, telecom: -1 } },
    { signName: '已失效', filing: { mobile: 2, unicom: 3, telecom: 3 } },
  ],
  templates: [
    { templateCode: 'SMS_1', content: TEXT },
    {
      templateCode: 'SMS_2',
      content: TEXT,
      carrierAudit: { mobile: 1 as const, unicom: 2 as const, telecom: 15 as const },
    },
  ],
};
const { sandbox, folder } = ownSandbox('file', { seed: { accounts: [account] } });

/** Exit code, and the lines of problems and warnings with their next steps. */
async function doctor(settings: object, environment: Record<string, string> = {}) {
  const file = join(folder(), 'settings.json');
  const templates = [{ usageType: 'Generic', templateCode: { china: 'SMS_1' } }];
  const full = { ...SOUND_SETTINGS, endpoint: sandbox().url, templates, ...settings };
  await writeFile(file, JSON.stringify(full));
  const { exitCode, stdout } = await runCommand(['doctor', '--settings', file], { environment });
  return { exitCode, found: stdout.split('\n').filter((line) => /^(?:[✗!]|  →) /.test(line)) };
}

describe('the doctor on filing', () => {
  it('warns of a filing that is not verified, and says how to verify it', async () => {
    expect(await doctor({ signName: '待验证' })).toEqual({
      exitCode: 0,
      found: [
        '! Signature 【待验证】 at China Unicom: filed, not verified yet – 报备成功，待检测',
        expect.stringContaining('"sign verify 待验证 --to"'),
      ],
    });
  });

  it.each([
    ['报备中', 'China Telecom: filing in progress', 'Until the filing (实名报备) is complete'],
    [
      '已失效',
      'China Mobile: lapsed after six months',
      'a filing lapses after six without a message',
    ],
  ])(
    'reports %s as a problem: a carrier drops what Aliyun accepts',
    async (signName, says, next) => {
      expect(await doctor({ signName })).toEqual({
        exitCode: 1,
        found: [
          expect.stringContaining(`✗ Signature 【${signName}】 at ${says}`),
          expect.stringContaining(next),
        ],
      });
    },
  );
});

it('the doctor reports templates that a carrier has not approved', async () => {
  const templates = [{ usageType: 'Generic', templateCode: { china: 'SMS_2' } }];
  const { exitCode, found } = await doctor({ templates });
  expect(exitCode).toBe(1);
  expect(found).toEqual([
    '✗ Template SMS_2 at China Unicom: rejected',
    expect.stringContaining('This carrier drops messages'),
    '✗ Template SMS_2 at China Telecom: lapsed',
    expect.stringContaining('This carrier drops messages'),
  ]);
});

describe('the doctor on copied values', () => {
  it('names blanks and invisible characters around a value, but never the value', async () => {
    const { exitCode, found } = await doctor({
      signName: '示例科技\u200b',
      accessKeySecret: ' testsecret',
    });
    expect(exitCode).toBe(0);
    expect(found).toEqual([
      '! accessKeySecret begins or ends with a blank (U+0020), which the connector ignores',
      expect.any(String),
      '! signName begins or ends with an invisible character (U+200B), which the connector ignores',
      expect.any(String),
    ]);
  });

  it('reports one within a value as a problem', async () => {
    const templates = [{ usageType: 'Generic', templateCode: { china: 'SMS_\u20601' } }];
    const { exitCode, found } = await doctor({ templates });
    expect(exitCode).toBe(1);
    expect(found.join('\n')).toContain(
      '✗ templates[0].templateCode.china contains an invisible character (U+2060)',
    );
  });

  it('names brackets', async () => {
    const { found } = await doctor({ signName: '【示例科技】' });
    expect(found[0]).toContain('signName: must be written without 【 and 】');
  });
});

it('the doctor warns of a guard that counts unverified codes if nothing reports entered ones', async () => {
  const perIp = [{ limit: 30, seconds: 3600, count: 'unverified' }];
  const guard = { perIp };
  expect((await doctor({ guard })).found[0]).toContain('no place is given back');
  const fed = { ALIYUN_SMS_GATEWAY_WEBHOOK_KEY: 'k' };
  expect((await doctor({ guard }, fed)).found).toEqual([]);
});

it('the doctor names a country without phone numbers', async () => {
  const countries = ['CN', 'AQ', 'GB', 'FR', 'DE', 'JP', 'BR', 'ID', 'ZA'];
  const { found } = await doctor({ guard: { countries } });
  expect(found).toContain('! AQ is not a country with phone numbers');
});

it('the doctor names a variable that Logto does not fill in', async () => {
  const params = { code: '{{code}}', link: '{{link}}' };
  const templates = [{ usageType: 'Generic', templateCode: { china: 'SMS_1' }, params }];
  const { exitCode, found } = await doctor({ templates });
  expect(exitCode).toBe(1);
  expect(found.join('\n')).toContain('{{link}}');
});

it('the doctor names the fallback with a key that is not used', async () => {
  const fallback = { credentials: 'environment', accessKeyId: 'testid', accessKeySecret: 'x' };
  const { found } = await doctor({ fallbacks: [fallback] });
  expect(found).toContain(
    '! An AccessKey is stored in fallbacks[0] but not used: credentials is environment',
  );
});

it('the doctor reports a right that it could not check', async () => {
  const effect = { kind: 'reset', when: 'before' } as const;
  sandbox().faults.replace([{ action: 'SendSms', effect }]);
  const { exitCode, found } = await doctor({});
  sandbox().faults.replace([]);
  expect(exitCode).toBe(1);
  expect(found).toEqual([
    expect.stringContaining('✗ Permission dysms:SendSms (sending): '),
    expect.stringContaining('Check network, DNS, proxy'),
  ]);
});
