import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateConnector, SmsConnector } from '@logto/connector-kit';
import { startSandbox, type LoggedRequest } from 'aliyun-sms-sandbox';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { runCommand } from '../packages/cli/src/testing/terminal.ts';
import { repository } from './testing/repository.mjs';

/**
 * One reading of the settings: for each of these settings, numbers, usage types and languages, the built
 * connector and `send --settings` send Aliyun the same, and `doctor` has checked it; or both refuse for
 * the same reason and send nothing.
 */

const { base, cases } = z
  .object({
    base: z.record(z.string(), z.unknown()),
    cases: z.array(
      z.object({
        name: z.string(),
        settings: z.record(z.string(), z.unknown()),
        to: z.string(),
        locale: z.string().optional(),
        want: z.record(z.string(), z.string()),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('settings-parity.json', import.meta.url), 'utf8')));

const CODE = '604913';
const sandbox = await startSandbox({ port: 0 });
const folder = mkdtempSync(join(tmpdir(), 'settings-parity-'));
const file = join(folder, 'settings.json');
const { default: createConnector }: { default: CreateConnector<SmsConnector> } = await import(
  join(repository, 'packages/connector/lib/index.js')
);

afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

// Refused sends would fill the log.
beforeEach(() => {
  vi.stubEnv('ALIYUN_SMS_LOG', 'silent');
  return () => vi.unstubAllEnvs();
});

interface Case {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly to: string;
  readonly usage: string;
  readonly locale: string | undefined;
}

/** What reaches Aliyun, whatever it answers: the plan is compared, not the account. */
interface Sent {
  readonly operation: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly to: string;
  readonly signName: string | undefined;
  readonly templateCode: string | undefined;
  readonly variables: unknown;
  readonly text: string | undefined;
}

const SENDS = /^Send(?:Sms|SmsVerifyCode|MessageToGlobe|MessageWithTemplate)$/;

function sent(): readonly Sent[] {
  const sends = sandbox.requests.list().filter(({ action = '' }) => SENDS.test(action));
  // The log has the newest first.
  return sends.toReversed().map((request) => sentBy(request));
}

function sentBy({ action, accessKeyId, parameters }: LoggedRequest): Sent {
  const { PhoneNumbers, PhoneNumber, To, CountryCode = '' } = parameters;
  const signName = parameters['SignName'] ?? parameters['From'];
  const variables: unknown = JSON.parse(parameters['TemplateParam'] ?? '{}');
  const to = PhoneNumbers ?? To ?? `${CountryCode}${PhoneNumber}`;
  const { TemplateCode: templateCode, Message: text } = parameters;
  return { operation: action, accessKeyId, to, signName, templateCode, variables, text };
}

/** Through the connector as Logto runs it. Refusals are in the words for Console's "Send", which include
 *  the reason. */
async function byConnector({ settings, to, usage, locale }: Case) {
  sandbox.reset();
  const connector = await createConnector({ getConfig: async () => settings });
  const payload = locale === undefined ? { code: CODE } : { code: CODE, locale };
  const refusal = await connector
    .sendMessage({ to, type: z.any().parse(usage), payload }, settings)
    .then(() => '')
    .catch((error: unknown) => JSON.stringify(z.object({ data: z.unknown() }).parse(error).data));
  return { sent: sent(), refusal };
}

const sendResult = z.object({
  operation: z.string().optional(),
  accessKeyId: z.string().optional(),
  signName: z.string().optional(),
  from: z.string().optional(),
  templateCode: z.string().optional(),
  templateParam: z.record(z.string(), z.string()).optional(),
  warnings: z.array(z.string()).optional(),
  error: z.object({ message: z.string(), refused: z.string().optional() }).optional(),
});

async function bySend({ to, usage, locale }: Case) {
  sandbox.reset();
  const language = locale === undefined ? [] : ['--locale', locale];
  const line = ['send', to, '--settings', file, '--usage', usage, ...language];
  const { stdout } = await runCommand([...line, '--code', CODE, '--show-codes', '--json']);
  return { sent: sent(), result: sendResult.parse(JSON.parse(stdout)) };
}

const use = z.object({
  operation: z.string(),
  accessKeyId: z.string().optional(),
  signName: z.string().optional(),
  from: z.string().optional(),
  templateCode: z.string().optional(),
  variables: z.array(z.string()).optional(),
});

/** Once for each settings, because `doctor` checks everything that they can lead to. */
const examined = new Map<string, Promise<z.infer<typeof report>>>();
const report = z.object({
  findings: z.array(z.object({ level: z.string(), text: z.string() })),
  sends: z.array(use),
});

function byDoctor(settings: object) {
  const key = JSON.stringify(settings);
  const found =
    examined.get(key) ??
    runCommand(['doctor', '--settings', file, '--json']).then(({ stdout }) =>
      report.parse(JSON.parse(stdout)),
    );
  examined.set(key, found);
  return found;
}

async function everyReading(one: Case) {
  writeFileSync(file, JSON.stringify(one.settings));
  const connector = await byConnector(one);
  const send = await bySend(one);
  return { connector, send, doctor: await byDoctor(one.settings) };
}

/** Expects all three to agree. */
async function agreed(one: Case) {
  const { connector, send, doctor } = await everyReading(one);
  expect(send.sent).toEqual(connector.sent);
  const [first] = connector.sent;
  if (first === undefined) expectSameReason(send.result, connector.refusal);
  else expectSameWords(first, connector.sent, { send: send.result, doctor });
  return { first, send, doctor };
}

function expectSameReason({ error }: z.infer<typeof sendResult>, refusal: string): void {
  expect(error?.refused).toMatch(/\S/);
  const [reason = ''] = error?.message.split(' (') ?? [];
  expect(refusal).toContain(reason);
}

function expectSameWords(
  first: Sent,
  all: readonly Sent[],
  { send, doctor }: { send: z.infer<typeof sendResult>; doctor: z.infer<typeof report> },
): void {
  const { operation, accessKeyId, signName, templateCode, variables } = first;
  const { from, ...result } = send;
  expect({ ...result, signName: result.signName ?? from }).toMatchObject({
    operation,
    accessKeyId,
    ...(signName === undefined ? {} : { signName }),
    ...(templateCode === undefined ? {} : { templateCode, templateParam: variables }),
  });
  const checked = doctor.sends.map((one) => ({
    operation: one.operation,
    accessKeyId: one.accessKeyId,
    signName: one.signName ?? one.from,
    templateCode: one.templateCode,
    variables: one.variables ?? [],
  }));
  for (const { to: _, text: __, variables: filled, ...words } of all) {
    const names = Object.keys(Object(filled));
    expect(checked).toContainEqual({ ...words, variables: names });
  }
}

const complete = (settings: object) => ({ ...base, endpoint: sandbox.url, ...settings });

describe('cases that used to be read differently', () => {
  test.each(cases)('$name', async ({ settings, to, locale, want }) => {
    const one = { settings: complete(settings), to, usage: 'Generic', locale };
    const { first, send, doctor } = await agreed(one);
    const { refused, warned, ...words } = want;
    const problems = doctor.findings.filter(({ level }) => level === 'problem');
    const complaint = warned === undefined ? '' : `${warned}: unknown setting`;
    expect(send.result.error?.refused).toBe(refused);
    expect(first === undefined).toBe(refused !== undefined);
    expect(first ?? {}).toMatchObject(refused === undefined ? words : {});
    expect(problems.some(({ text }) => text.startsWith('guard.'))).toBe(
      refused === 'settings-invalid',
    );
    expect(send.result.warnings?.join('\n') ?? '').toContain(complaint);
    expect(doctor.findings.map(({ text }) => text).join('\n')).toContain(complaint);
  });
});

const generic = (more: object) => [{ usageType: 'Generic', ...more }];
const GLOBE = {
  channel: 'international',
  from: 'Example',
  templates: generic({ text: 'Code {{code}}.' }),
};
const MAS = { channel: 'mas', signName: '速通', templates: generic({ templateCode: '100001' }) };

const SETTINGS: readonly (readonly [what: string, settings: object])[] = [
  ['a template for each region', {}],
  [
    'a template by usage type and language',
    {
      templates: [
        ...generic({ templateCode: { china: 'SMS_ZH', overseas: 'SMS_ABROAD' } }),
        ...generic({
          locale: 'en',
          templateCode: { china: 'SMS_EN' },
          params: { otp: '{{code}}' },
        }),
        {
          usageType: 'Register',
          templateCode: { china: 'SMS_REG', HK: 'SMS_HK' },
          signName: '注册',
        },
      ],
    },
  ],
  [
    'bare numbers as mainland numbers',
    { bareNumbers: 'mainland', templates: generic({ templateCode: 'SMS_ONE' }) },
  ],
  ['no numbers without country code', { strictPhoneRegionNumberCheck: true }],
  ['signatures by region', { signName: '', signNames: { china: 'A', overseas: 'B', HK: 'C' } }],
  ['a guard that lists countries', { guard: { countries: ['CN', 'US'] } }],
  [
    'a route and a fallback',
    {
      routes: [{ countries: ['US', 'CA'], ...GLOBE }],
      fallbacks: [
        { accessKeyId: 'testid-nopermission', accessKeySecret: 'testsecret', signName: 'Other' },
      ],
    },
  ],
  [
    'SMS authentication, with a fallback for overseas',
    {
      ...MAS,
      fallbacks: [
        {
          channel: 'sms',
          signName: 'Main',
          templates: generic({ templateCode: { overseas: 'SMS_ABROAD' } }),
        },
      ],
    },
  ],
  [
    'the international site',
    {
      site: 'international',
      ...GLOBE,
      signName: 'Main',
      templates: generic({ text: 'Code {{code}}.', templateCode: { china: 'SMS_CN' } }),
    },
  ],
  [
    'a variable that Logto does not send',
    { templates: generic({ templateCode: 'SMS_ONE', params: { name: '{{user.name}}' } }) },
  ],
  [
    'what Console stores for empty fields',
    { channel: 'auto', routes: {}, signNames: {}, from: '', guard: {}, timeoutMs: null },
  ],
];

const NUMBERS = [
  '8613800138000',
  '13800138000',
  '14155552671',
  '12015550123',
  '85261234567',
  '18005550199',
];

const COMBINATIONS = SETTINGS.flatMap(([what, settings]) =>
  NUMBERS.flatMap((to) => [
    { what, settings, to, usage: 'SignIn', locale: undefined },
    { what, settings, to, usage: 'Register', locale: 'en-GB' },
  ]),
);

describe('connector, send and doctor agree', () => {
  test.each(COMBINATIONS)(
    '$what: $usage to $to, $locale',
    async ({ settings, to, usage, locale }) => {
      const { first, send } = await agreed({ settings: complete(settings), to, usage, locale });
      expect(first === undefined).toBe(send.result.error?.refused !== undefined);
    },
  );

  test('over more than sixty combinations', () => {
    expect(COMBINATIONS.length).toBeGreaterThanOrEqual(60);
  });
});
