import { percentEncode, type HttpResponse } from 'aliyun-sms-client';
import { recordingSchema, replay } from 'aliyun-sms-sandbox/conformance';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ACCOUNT, conform, CONTENT, KEY, OWN, PAID } from '../../testing/conform-run.ts';
import { refusal, type Deviation, type Parameters } from '../../testing/deviating-aliyun.ts';

const SECRETS = [...Object.values(KEY), ...Object.values(OWN), CONTENT];

const RESULT = z.object({
  results: z.array(
    z.object({
      what: z.string(),
      verdict: z.string(),
      code: z.string().optional(),
      differences: z
        .array(z.object({ part: z.string(), field: z.string().optional() }).loose())
        .default([]),
    }),
  ),
});

/** `what: part` of every difference. */
function differences(stdout: string): readonly string[] {
  return RESULT.parse(JSON.parse(stdout)).results.flatMap(({ what, differences: found }) =>
    found.map(({ part, field }) => `${what}: ${field ?? part}`),
  );
}

/** A planted difference, the parameters of the calls concerned, and the changed response. */
type Planted = readonly [
  difference: string,
  parameters: Readonly<Record<string, string>>,
  change: Partial<HttpResponse> | ((body: Record<string, unknown>) => object),
];

const PLANTED: readonly Planted[] = [
  ['an unknown access key: status', { AccessKeyId: 'no-such-key' }, { status: 400 }],
  [
    'the wrong secret, V3: status',
    { scheme: 'V3', contentType: '', code: 'SignatureDoesNotMatch' },
    { status: 403 },
  ],
  ['no timestamp: code', { code: 'MissingTimestamp' }, () => ({ Code: 'MissingParameter' })],
  ['an unknown action: message', { Action: 'SendSmsNoSuchAction' }, () => ({ Message: 'No.' })],
  ['an unknown version: HostId', { Version: '2001-01-01' }, () => ({ HostId: undefined })],
  [
    'details of a number without messages: TotalCount',
    { Action: 'QuerySendDetails', PageSize: '10', Format: 'JSON', CurrentPage: '1' },
    ({ TotalCount }) => (TotalCount === undefined ? {} : { TotalCount: `${Number(TotalCount)}` }),
  ],
  [
    'the same in XML: format',
    { Format: 'XML' },
    { headers: { 'content-type': 'application/xml' } },
  ],
  [
    'statistics of a week: Data.TargetList',
    { Action: 'QuerySendStatistics', IsGlobe: '1' },
    () => ({ Data: { TotalSize: 0, TargetList: { Target: [] } } }),
  ],
  [
    'list of signatures: SmsSignList[].Extra',
    { Action: 'QuerySmsSignList', PageIndex: '1' },
    ({ SmsSignList }) => ({
      SmsSignList: z
        .array(z.looseObject({}))
        .parse(SmsSignList)
        .map((one) => ({ ...one, Extra: 1 })),
    }),
  ],
  [
    'list of templates: SmsTemplateList[].CreateDate',
    { Action: 'QuerySmsTemplateList' },
    ({ SmsTemplateList }) => ({
      SmsTemplateList: z
        .array(z.looseObject({}))
        .parse(SmsTemplateList)
        .map((one) => ({ ...one, CreateDate: 0 })),
    }),
  ],
  [
    'an unknown signature: status',
    { Action: 'GetSmsSign', SignName: 'aliyun-sms-conform' },
    { status: 404 },
  ],
  [
    'an unknown signature and template: message',
    {
      Action: 'SendSms',
      PhoneNumbers: '15400000099',
      TemplateParam: '{"code":"123456"}',
      code: 'isv.SMS_SIGNATURE_ILLEGAL',
    },
    () => ({ Message: `${KEY.accessKeyId} of 1234567890123456 has it not` }),
  ],
  [
    'an application with the older operation: code',
    { Action: 'AddSmsSign' },
    { status: 404, ...refusal('InvalidAction.NotFound', '') },
  ],
  [
    'a code that was never sent (SMS authentication): status',
    { Action: 'CheckSmsVerifyCode', VerifyCode: '000000' },
    { status: 200, body: '{"Code":"OK","Message":"OK","Success":true,"Model":{}}' },
  ],
  [
    'deleting an unknown template: format',
    { Action: 'DeleteSmsTemplate' },
    { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway' },
  ],
];

const deviation =
  ([, parameters, change]: Planted): Deviation =>
  (call, answer) => {
    const [, code = ''] = /"Code":"([^"]*)"/.exec(answer.body) ?? [];
    const all: Readonly<Record<string, string>> = { ...call, code };
    if (Object.entries(parameters).some(([name, value]) => (all[name] ?? '') !== value))
      return undefined;
    if (typeof change !== 'function') return { ...answer, ...change };
    const body = z.record(z.string(), z.unknown()).parse(JSON.parse(answer.body));
    return { ...answer, body: JSON.stringify({ ...body, ...change(body) }) };
  };

const sorted = (some: readonly string[]) => [...new Set(some)].toSorted();
const whatOf = (difference: string) => difference.slice(0, difference.lastIndexOf(': '));

describe('a different answer of Aliyun', () => {
  /** Planted through settings of the sandbox that plays Aliyun. */
  const BY_SETTINGS = [
    '20 minutes late: code',
    '20 minutes early: code',
    'the same bytes twice: code',
  ];

  it('is found, every planted one and no other, without sending', async () => {
    const settings = { timestampWindowMinutes: 31, checkNonces: false };
    const deviations = PLANTED.map(deviation);
    const { stdout, exitCode } = await conform(['--json'], { settings, deviations });
    const planted = [...PLANTED.map(([difference]) => difference), ...BY_SETTINGS];
    const found = differences(stdout);
    expect(found).toEqual(expect.arrayContaining(planted));
    expect(sorted(found.map(whatOf))).toEqual(sorted(planted.map(whatOf)));
    expect(exitCode).toBe(1);
  });

  it('is found, every planted one and no other, with --paid', async () => {
    const settings = {
      missingTemplateParam: 'isv.TEMPLATE_MISSING_PARAMETERS',
      flowControl: false,
    } as const;
    const { stdout } = await conform([...PAID, '--json'], { settings });
    const planted = ['no variables', 'another variable', 'two sends within a minute'];
    expect(sorted(differences(stdout).map(whatOf))).toEqual(sorted(planted));
  });

  it('is found on the international site', async () => {
    const settings = { internationalCodes: 'prefixed' } as const;
    const { stdout } = await conform(['--site', 'international', '--json'], { settings });
    expect(differences(stdout)).toContain('an unknown message (international): code');
  });

  it('is shown without data of the account', async () => {
    const { stdout } = await conform([], { deviations: PLANTED.map(deviation) });
    expect(stdout).toContain(
      '✗ an unknown access key\n  status  Aliyun   400\n          sandbox  404\n',
    );
    expect(stdout).toContain('field SmsSignList[].Extra  Aliyun   number\n');
    expect(stdout).toContain('<…> of <…> has it not');
  });
});

describe('the recording', () => {
  const planted = { deviations: PLANTED.map(deviation) };

  it('contains no data of the account, even if Aliyun repeats it', async () => {
    const { recording, stdout, aliyun } = await conform(PAID, { deviations: [talkative] });
    const calls = aliyun.requests.list(500);
    const signed = calls.flatMap(({ id, parameters, stringToSign = '' }) => [
      id,
      stringToSign,
      parameters['Signature'] ?? '',
      parameters['SignatureNonce'] ?? '',
    ]);
    const secret = [...SECRETS, ...signed].filter((text) => text !== '');
    expect(calls.length).toBeGreaterThan(90);
    expect(recording).toContain('<…>,<…>,');
    expect(secret.filter((text) => recording.includes(text))).toEqual([]);
    // The first line names the key that is used.
    expect(secret.filter((text) => stdout.includes(text))).toEqual([KEY.accessKeyId]);
    expect(recording).not.toContain(ACCOUNT.id);
  });

  it('replays with the same differences as in the run', async () => {
    expect(await again(await conform(PAID))).toEqual([]);
    const found = await again(await conform([], planted));
    expect(found).toEqual(expect.arrayContaining(PLANTED.map(([difference]) => difference)));
  });
});

/** Refuses a send with a message that repeats everything about the account. */
function talkative(
  { Action, SignName }: Parameters,
  answer: HttpResponse,
): HttpResponse | undefined {
  if (Action !== 'SendSms' || SignName !== OWN.signName) return undefined;
  const all = [ACCOUNT.id, ...SECRETS, ...SECRETS.map(percentEncode)];
  return { ...answer, ...refusal('isv.TALKATIVE', `${all.join()}!`) };
}

/** The differences found when a recording is replayed. */
async function again({ recording }: { readonly recording: string }): Promise<readonly string[]> {
  const found: string[] = [];
  for (const one of recordingSchema.parse(JSON.parse(recording))) {
    // oxlint-disable-next-line no-await-in-loop
    const parts = await replay(one);
    found.push(...parts.map(({ part, field }) => `${one.what}: ${field ?? part}`));
  }
  return found;
}
