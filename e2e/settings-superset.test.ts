import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateConnector, SmsConnector } from '@logto/connector-kit';
import { startSandbox } from 'aliyun-sms-sandbox';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { copyOfficialConnector } from './testing/official-connector.mjs';
import { repository } from './testing/repository.mjs';

/**
 * The promise to operators who come from the official connector: every configuration that it accepts is
 * accepted here, and sends with the same template and signature to the same number. Compared with the
 * official package itself.
 */

type Connector = Awaited<ReturnType<CreateConnector<SmsConnector>>>;
type Config = Readonly<Record<string, unknown>>;

const sandbox = await startSandbox({ port: 0 });
const folder = mkdtempSync(join(tmpdir(), 'official-connector-'));
let official: Connector;
let ours: Connector;

beforeAll(async () => {
  copyOfficialConnector(folder, sandbox.url);
  official = await load(join(folder, 'lib/index.js'));
  ours = await load(join(repository, 'packages/connector/lib/index.js'));
});

afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

// Hundreds of refused sends would fill the log.
beforeEach(() => {
  vi.stubEnv('ALIYUN_SMS_LOG', 'silent');
  return () => vi.unstubAllEnvs();
});

async function load(path: string): Promise<Connector> {
  const { default: createConnector }: { default: CreateConnector<SmsConnector> } = await import(
    path
  );
  return createConnector({ getConfig: async () => ({}) });
}

/** Deliberately different here: placeholders and 【】 are refused, and texts are trimmed. */
const TREATED_DIFFERENTLY = /^<[\w-]+>$|[【】]|^[\s\p{Cf}]|[\s\p{Cf}]$/u;

const text = fc
  .string({ minLength: 1, unit: 'grapheme' })
  .filter((value) => !TREATED_DIFFERENTLY.test(value));
/** A secret as Aliyun could issue it: characters that no secret has are refused. */
const keySecret = fc.stringMatching(/^[\x21-\x7e]{1,30}$/);
/** It is sent in a header, which allows no other characters. */
const keyId = fc.stringMatching(/^[A-Za-z0-9]{1,30}$/);
const usageTypes = [
  'SignIn',
  'Register',
  'ForgotPassword',
  'Generic',
  'BindMfa',
  'MfaVerification',
];
const template = fc.record(
  {
    type: fc.constantFrom(0, 1, 2, 6, 7),
    usageType: fc.oneof(fc.constantFrom(...usageTypes), text),
    templateCode: fc.oneof(text, fc.record({ china: text, overseas: text })),
  },
  { requiredKeys: ['usageType', 'templateCode'] },
);
const settings: fc.Arbitrary<Config> = fc.record(
  {
    accessKeyId: keyId,
    accessKeySecret: keySecret,
    signName: text,
    templates: fc
      .array(template, { maxLength: 6 })
      .chain((extra) =>
        fc.shuffledSubarray([...extra, ...needed()], { minLength: extra.length + needed().length }),
      ),
    strictPhoneRegionNumberCheck: fc.boolean(),
    somethingElse: fc.jsonValue(),
  },
  { requiredKeys: ['accessKeyId', 'accessKeySecret', 'signName', 'templates'] },
);

function needed() {
  return ['Register', 'SignIn', 'ForgotPassword', 'Generic'].map((usageType) => ({
    usageType,
    templateCode: { china: `SMS_${usageType}`, overseas: `SMS_${usageType}_abroad` },
  }));
}

/** Unambiguous numbers; ambiguous ones are the only deliberate difference. */
const withCountryCode = fc.constantFrom(
  '8613800138000',
  '8619912345678',
  '85268326366',
  '85366123456',
  '886912345678',
  '447400123456',
  '6591234567',
  '819012345678',
  '33612345678',
);
const bareMainland = fc.constantFrom('13800138000', '15000150000', '18600186000');

describe('every configuration that the official connector accepts', () => {
  test('is accepted', () => {
    fc.assert(
      fc.property(settings, (config) => {
        expect(official.configGuard.safeParse(config).success).toBe(true);
        expect(ours.configGuard.safeParse(config).error).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  test('sends with the same template and signature to the same number', async () => {
    const cases = fc.tuple(
      settings,
      fc.constantFrom(...usageTypes),
      fc.oneof(withCountryCode, bareMainland),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([config, type, to]) => {
        // In strict mode, numbers without country code are refused here but sent by the official one.
        const isBare = to.length === 11 && to.startsWith('1');
        fc.pre(!(isBare && config['strictPhoneRegionNumberCheck'] === true));
        const theirs = await requestOf(official, { ...config }, type, to);
        const own = await requestOf(ours, { ...config, endpoint: sandbox.url }, type, to);
        expect(own).toEqual({ ...theirs, PhoneNumbers: isBare ? `86${to}` : to });
      }),
      { numRuns: 150 },
    );
  });
});

/** What a connector sends to Aliyun. That the sandbox refuses made-up keys does not matter here. */
async function requestOf(connector: Connector, config: Config, type: string, to: string) {
  sandbox.reset();
  const data = Object.assign({ payload: { code: '123456' } }, { type, to });
  await connector.sendMessage(JSON.parse(JSON.stringify(data)), config).catch(() => undefined);
  const parameters = sandbox.requests.list().at(-1)?.parameters;
  const { TemplateCode, SignName, PhoneNumbers, TemplateParam } = parameters ?? {};
  return { TemplateCode, SignName, PhoneNumbers, TemplateParam };
}
