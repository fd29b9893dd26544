import { z } from 'zod';
import { reviewState } from './review-state.ts';

/** What an application for a signature refers to by an id: the papers that prove whose name it is. */

const id = z.number().int().positive();
const isoTime = z.iso.datetime({ offset: true });
/** `2026-01-01~2035-12-31`, the days in China. */
const period = z.string().regex(/^\d{4}-\d\d-\d\d~\d{4}-\d\d-\d\d$/);
const usualPeriod = '2026-01-01~2035-12-31';
const company = z.string().default('示例科技有限公司');
const organizationCode = z.string().default('91330100EXAMPLE001');

/** Who stands behind the signatures (资质). */
export const qualification = z.object({
  id,
  name: z.string().default('示例科技有限公司资质'),
  companyName: company,
  legalPersonName: z.string().default('李华'),
  organizationCode,
  /** `incomplete`: Aliyun asks for more papers. */
  status: z.enum([...reviewState.options, 'incomplete']).default('approved'),
  /** What the reviewer remarked. */
  reason: z.string().optional(),
  useBySelf: z.boolean().default(true),
  remark: z.string().default('无'),
  orderId: id.default(20_000_000_001),
  createdAt: isoTime.default('2026-01-01T00:00:00.000Z'),
  reviewedAt: isoTime.optional(),
});

/** Another company's leave to use its name (授权书). */
export const authorizationLetter = z.object({
  id,
  name: z.string().default('示例授权书'),
  /** Who gives the leave, and to whom. */
  authorizer: z.string().default('示例集团有限公司'),
  authorized: company,
  organizationCode,
  signNames: z.array(z.string()).min(1).default(['示例科技']),
  period: period.default(usualPeriod),
});

export const trademark = z.object({
  id,
  name: z.string().default('示例商标'),
  applicant: company,
  registrationNumber: z.string().default('12345678'),
  period: period.default(usualPeriod),
});

/** An app's entry in the ministry's register (App 备案). */
export const appIcpRecord = z.object({
  id,
  name: z.string().default('示例应用'),
  principal: company,
  licenseNumber: z.string().default('浙ICP备00000000号-1A'),
  approvedOn: z.iso.date().default('2026-01-01'),
  storeLink: z.url().default('https://apps.example.com/cn/app/example'),
});

/** Entries are whole papers, or ids of ones with usual contents. */
function list<T extends z.ZodObject>(paper: T) {
  return z.array(z.union([id.transform((known) => paper.parse({ id: known })), paper])).optional();
}

/** An account's lists, by the names that the seed has for them. */
export const signPapers = {
  qualificationIds: list(qualification),
  authorizationLetterIds: list(authorizationLetter),
  trademarkIds: list(trademark),
  appIcpRecordIds: list(appIcpRecord),
};

export type Qualification = z.output<typeof qualification>;
export type AuthorizationLetter = z.output<typeof authorizationLetter>;
export type Trademark = z.output<typeof trademark>;
export type AppIcpRecord = z.output<typeof appIcpRecord>;

/** The paper of this id; where nothing is listed, every id has one with usual contents. */
export function paperOf<T extends z.ZodObject>(
  listed: readonly z.output<T>[] | undefined,
  known: number,
  paper: T,
): z.output<T> | undefined {
  return listed === undefined
    ? paper.parse({ id: known })
    : listed.find((one) => one['id'] === known);
}
