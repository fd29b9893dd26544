import { parsePhoneNumber } from 'aliyun-sms-client';
import { describe, expect, it } from 'vitest';
import { ownSandbox } from '../../testing/own-sandbox.ts';
import { runWithPerson } from '../../testing/person.ts';
import { runCommand } from '../../testing/terminal.ts';
import { verdictOf } from './verdict.ts';

const account = {
  id: 'a',
  keys: [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }],
  signNames: [
    { signName: '示例甲', filing: { mobile: 3, unicom: 1, telecom: 2 } },
    { signName: '示例乙', filing: { mobile: -2, unicom: -1, telecom: 2 } },
  ],
  templates: [
    { templateCode: 'SMS_1', content: '您正在找回密码，验证码${code}，10分钟内有效。' },
    { templateCode: 'SMS_2', content: '您的验证码为${code}，10分钟内有效。' },
    { templateCode: 'SMS_3', content: '您的订单${code}已发货。', type: 1 as const },
  ],
};
const { sandbox } = ownSandbox('test', { seed: { accounts: [account] } });

const verify = (...line: string[]) => ['sign', 'verify', ...line, '--endpoint', sandbox().url];
const NO_REPORT = {
  phoneNumber: undefined,
  sentAt: undefined,
  reportedAt: undefined,
  content: undefined,
  templateCode: undefined,
  outId: undefined,
};
const MOBILE = '13900139000';
const UNICOM = '13000130000';
const TELECOM = '18900189000';

describe('sign verify', () => {
  it('compares the report for a number of each carrier with the claimed filing', async () => {
    const line = verify('【示例甲】', '--to', MOBILE, UNICOM, TELECOM, '--yes');
    const { exitCode, stdout } = await runCommand(line);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('This sends 3 paid messages with 【示例甲】 and SMS_2:');
    expect(stdout).toContain(
      '✓ +86139****9000 (China Mobile; Aliyun says: filed and verified): delivered',
    );
    expect(stdout).toContain('(China Unicom; Aliyun says: filed, not verified yet): delivered');
    expect(stdout).toMatch(/! \S+ \(China Telecom; Aliyun says: lapsed.*\): delivered, although/);
  });

  it('says what to do if a carrier drops the message', async () => {
    const line = verify('示例乙', '--to', `${MOBILE},${UNICOM}`, '--yes', '--json');
    const { exitCode, stdout } = await runCommand(line);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      signName: '示例乙',
      templateCode: 'SMS_2',
      results: [
        expect.objectContaining({
          to: '+86139****9000',
          carrier: 'mobile',
          claimed: 'not-filed',
          status: 'failed',
          errCode: 'PORT_NOT_REGISTERED',
          sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+08:00$/),
          verdict: expect.stringContaining('correct its qualification'),
        }),
        expect.objectContaining({
          carrier: 'unicom',
          verdict: expect.stringContaining('wait for it'),
        }),
      ],
    });
  });

  it('recognises a failure that is unrelated to the filing', async () => {
    const { exitCode, stdout } = await runCommand(verify('示例甲', '--to', '15400000101', '--yes'));
    expect(exitCode).toBe(1);
    expect(stdout).toContain('(?; Aliyun says: –): failed for another reason');
    expect(stdout).toContain('MOBILE_NOT_ON_SERVICE');
  });

  it('reports a carrier that drops messages although Aliyun shows the signature as filed', () => {
    const number = parsePhoneNumber('+8613900139000');
    if (number === undefined) throw new Error('A number.');
    const report = { errCode: 'PORT_NOT_REGISTERED', status: 'failed' } as const;
    const outcome = { number, carrier: 'mobile', report: { ...NO_REPORT, ...report } };
    const claim = { carrier: 'mobile', completedAt: undefined, reasons: [] } as const;
    const { en } = verdictOf(outcome, { ...claim, status: 'filed-and-verified' });
    expect(en).toContain('as not filed, although Aliyun shows it as filed');
  });

  it('continues if one number is refused', async () => {
    const line = verify('示例甲', '--to', '15400000006', UNICOM, '--yes', '--json');
    const { stdout } = await runCommand(line);
    expect(JSON.parse(stdout)).toMatchObject({
      results: [{ apiCode: expect.any(String), outcome: 'not-sent' }, { status: 'delivered' }],
    });
  });

  it('asks before sending paid messages', async () => {
    const line = verify('示例甲', '--to', MOBILE);
    expect((await runCommand(line)).stderr).toContain('Pass --yes');
    const { exitCode, screen } = await runWithPerson(line, [['Send?', 'n']]);
    expect(exitCode).toBe(1);
    expect(screen).toContain('Nothing was sent.');
    expect(
      sandbox()
        .requests.list()
        .map(({ action }) => action),
    ).not.toContain('SendSms');
  });

  it.each([
    [[]],
    [[MOBILE, `+86${MOBILE}`]],
    [['85268326366']],
    [[MOBILE, UNICOM, TELECOM, '13900139001']],
  ])('requires one to three different mainland numbers, not %j', async (numbers) => {
    const { exitCode, stderr } = await runCommand(verify('示例甲', '--to', ...numbers, '--yes'));
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/--to/)]);
  });
});
