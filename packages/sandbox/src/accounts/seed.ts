import { parsePhoneNumber } from 'aliyun-sms-client';
import { z } from 'zod';
import { reviewState } from './review-state.ts';
import { qualificationIds } from './qualifications.ts';

const isoTime = z.iso.datetime({ offset: true });

/** In any form; without a country code it is a mainland number. */
const phoneNumber = z.string().transform((text, context) => {
  const number = parsePhoneNumber(text, { bareNumbers: 'mainland' });
  if (number === undefined) {
    context.addIssue('must be a phone number');
    return z.NEVER;
  }
  return number.e164;
});

/** A name and its path in the checked value. */
type Named = readonly [name: string, ...path: (string | number)[]];

/** Refuses duplicate names, of which the later entry would replace the earlier. */
function withoutDuplicates<T>(namesIn: (value: T) => readonly Named[]) {
  return (value: T, context: z.RefinementCtx): void => {
    const seen = new Set<string>();
    for (const [name, ...path] of namesIn(value)) {
      if (seen.has(name)) {
        context.addIssue({ code: 'custom', path, message: `duplicate ${name}` });
      }
      seen.add(name);
    }
  };
}

const accessKey = z.strictObject({
  accessKeyId: z.string().min(1),
  accessKeySecret: z.string().min(1),
  active: z.boolean().default(true),
  /** Temporary keys only. */
  securityToken: z.string().optional(),
  /** Temporary keys only. */
  expiresAt: isoTime.optional(),
  /** What its RAM policy does not allow: `dysms:SendSms`, `dypns:*`. */
  deniedActions: z
    .array(z.string().regex(/^(?:dysms|dypns):(?:\*|\w+)$/, 'must look like dysms:SendSms'))
    .default([]),
});

/** Values of Aliyun's `RegisterStatus`. */
const registerStatus = z.number().int().min(-2).max(3);

/** A signature. */
export const signNameSchema = z.object({
  signName: z.string().min(1),
  status: reviewState.default('approved'),
  /** A `verification` signature can be used with verification templates only. */
  scene: z.enum(['verification', 'general']).default('general'),
  /** Part of Aliyun's test pair: usable with the test template and bound numbers only. */
  test: z.boolean().default(false),
  /** `SignSource`: 0 company, 2 app, 5 trademark. */
  source: z.number().int().min(0).max(5).default(0),
  reason: z.string().optional(),
  remark: z.string().default(''),
  qualificationId: z.number().int().default(10_001),
  /** Real-name filing with the carriers: 3 filed, -1 in progress, -2 not filed, 0 failed. */
  filing: z
    .object({ mobile: registerStatus, unicom: registerStatus, telecom: registerStatus })
    .default({ mobile: 3, unicom: 3, telecom: 3 }),
  createdAt: isoTime.default('2026-01-01T00:00:00.000Z'),
  reviewedAt: isoTime.optional(),
  orderId: z.string().default('20000000001'),
  applyScene: z.string().default(''),
  thirdParty: z.boolean().default(false),
  authorizationLetterId: z.number().int().optional(),
  trademarkId: z.number().int().optional(),
  appIcpRecordId: z.number().int().optional(),
  /** `MoreData`: keys of the files that came with the application. */
  files: z.array(z.string()).default([]),
});

const carrierAudit = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(15)]);

/** A template. */
export const templateSchema = z.object({
  templateCode: z.string().min(1),
  name: z.string().default(''),
  /** With `${name}` for each variable. */
  content: z.string().min(1),
  /** As in requests: 0 verification, 1 notification, 2 promotion, 3 overseas. */
  type: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).default(0),
  /** For type 3: 0 notification, 1 promotion, 2 verification. */
  intlType: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  status: reviewState.default('approved'),
  test: z.boolean().default(false),
  /** Attributes of variables, `{ code: 'numberCaptcha' }`. */
  rule: z.record(z.string(), z.string()).default({}),
  /** The carriers' own review: 0 in progress, 1 approved, 2 rejected, 15 expired. Aliyun reports it for
   *  digital messages only. Default: not reported. */
  carrierAudit: z
    .object({ mobile: carrierAudit, unicom: carrierAudit, telecom: carrierAudit })
    .optional(),
  reason: z.string().optional(),
  remark: z.string().default(''),
  relatedSignName: z.string().optional(),
  createdAt: isoTime.default('2026-01-01T00:00:00.000Z'),
  reviewedAt: isoTime.optional(),
  orderId: z.string().default('20000000001'),
  applyScene: z.string().default(''),
  trafficDriving: z.string().optional(),
  /** `MoreData`: keys of the files that came with the application. */
  files: z.array(z.string()).default([]),
});

const permits = z.number().int().nonnegative();

const account = z.strictObject({
  id: z.string().min(1),
  keys: z.array(accessKey).min(1),
  signNames: z
    .array(signNameSchema.strict())
    .superRefine(
      withoutDuplicates((all) => all.map(({ signName }, at): Named => [signName, at, 'signName'])),
    )
    .default([]),
  templates: z
    .array(templateSchema.strict())
    .superRefine(
      withoutDuplicates((all) =>
        all.map(({ templateCode }, at): Named => [templateCode, at, 'templateCode']),
      ),
    )
    .default([]),
  /** Refuses every send with this code, for example `isv.OUT_OF_SERVICE` for arrears. */
  refusesSends: z.string().optional(),
  /** Prepaid segments; default: unlimited. */
  balance: z.number().int().nonnegative().optional(),
  /** Messages per day and month (in China's time), as set in the console; default: no cap. */
  dayCap: z.number().int().nonnegative().optional(),
  monthCap: z.number().int().nonnegative().optional(),
  /** Applications per day (in China's time). Aliyun allows private individuals one signature. Default:
   *  no cap. */
  signNamesPerDay: z.number().int().nonnegative().optional(),
  templatesPerDay: z.number().int().nonnegative().default(100),
  /** The qualifications that applications may use. Default: every id counts as approved. */
  qualificationIds,
  /** Calls per second to one operation; default: Aliyun's limit for the operation. */
  qps: z.number().int().positive().optional(),
  blacklist: z.array(phoneNumber).default([]),
  /** Numbers exempt from per-number limits. */
  whitelist: z.array(phoneNumber).default([]),
  /** Numbers that the test pair may be sent to. Default: any. */
  boundNumbers: z.array(phoneNumber).optional(),
  /** Verification messages with the same signature to the same number. */
  perNumber: z
    .strictObject({ minute: permits, hour: permits, day: permits })
    .default({ minute: 1, hour: 5, day: 10 }),
});

/** How the sandbox behaves where Aliyun's behaviour is not documented, or tests need another. */
const settings = z.strictObject({
  /** How far off a request's time may be, in minutes. Aliyun's pages say 15 and 31. */
  timestampWindowMinutes: z.number().positive().default(15),
  /** The clock that a request's time is compared with: the machine's, which SDKs sign with; the
   *  sandbox's, which tests move; or whichever is closer. */
  timestampClock: z.enum(['either', 'machine', 'sandbox']).default('either'),
  /** Refuse a nonce that was already used within the window. */
  checkNonces: z.boolean().default(true),
  /** Per-number limits on the mainland. */
  flowControl: z.boolean().default(true),
  /** Keys that are not in the template: their values are checked like the others' (recorded from 2017
   *  to 2026), or refused as documented, or ignored. */
  extraTemplateParams: z.enum(['check', 'refuse', 'ignore']).default('check'),
  /** Values that are JSON numbers: accepted as recorded, or refused as documented. */
  numbersInTemplateParam: z.enum(['refuse', 'accept']).default('accept'),
  /** The code for a missing variable: as recorded in 2023 and 2024, or from 2017 to 2020. */
  missingTemplateParam: z
    .enum(['isv.SMS_TEMPLATE_ILLEGAL', 'isv.TEMPLATE_MISSING_PARAMETERS'])
    .default('isv.SMS_TEMPLATE_ILLEGAL'),
  /** Refusals of the international site: `INVALID_PARAMETERS`, or `isv.INVALID_PARAMETERS` as its
   *  older pages list them. */
  internationalCodes: z.enum(['bare', 'prefixed']).default('bare'),
  /** Unverified: SMS authentication codes to one number per day; 5 is reported. */
  verifyCodesPerDay: z.number().int().positive().default(5),
  /** Unverified: 400 and 429 are both reported. */
  throttlingStatus: z.union([z.literal(400), z.literal(429)]).default(400),
  /** How long a review takes, in milliseconds on the sandbox clock. Aliyun: about two hours. */
  reviewMs: z.number().nonnegative().default(3000),
  /** How long the carriers take to file an approved signature. Aliyun: 5 to 10 working days. */
  filingMs: z.number().nonnegative().default(3000),
});

/** A key may belong to one account only. */
function keyNames(accounts: readonly AccountStart[]): readonly Named[] {
  return accounts.flatMap(({ keys }, index) =>
    keys.map(({ accessKeyId }, at): Named => [accessKeyId, index, 'keys', at, 'accessKeyId']),
  );
}

export const seedSchema = z.strictObject({
  accounts: z
    .array(account)
    .min(1)
    .superRefine(withoutDuplicates((all) => all.map(({ id }, at): Named => [id, at, 'id'])))
    .superRefine(withoutDuplicates(keyNames))
    .optional(),
  settings: settings.prefault({}),
});

/** The start state of a sandbox, as written in a seed file. Default: the ready-made account. */
export type SandboxSeed = z.input<typeof seedSchema>;
export type SandboxSettings = z.output<typeof settings>;
export type AccessKey = z.output<typeof accessKey>;
export type SignName = z.output<typeof signNameSchema>;
export type Template = z.output<typeof templateSchema>;
export type AccountSeed = z.input<typeof account>;

/** An account's start state, with every default filled in. */
export type AccountStart = z.output<typeof account>;

/** Throws a `ZodError` that names what is wrong. */
export function readAccounts(seeds: readonly AccountSeed[]): AccountStart[] {
  return z.array(account).parse(seeds);
}
