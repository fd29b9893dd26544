import { z } from 'zod';
import { reviewState } from './review-state.ts';

const id = z.number().int().positive();
const isoTime = z.iso.datetime({ offset: true });

/** The legal entity behind signatures (资质). */
const qualification = z.object({
  id,
  name: z.string().default('示例科技有限公司资质'),
  companyName: z.string().default('示例科技有限公司'),
  legalPersonName: z.string().default('李华'),
  organizationCode: z.string().default('91330100EXAMPLE001'),
  /** `incomplete`: Aliyun requires more documents. */
  status: z.enum([...reviewState.options, 'incomplete']).default('approved'),
  /** The reviewer's remark. */
  reason: z.string().optional(),
  useBySelf: z.boolean().default(true),
  remark: z.string().default('无'),
  orderId: id.default(20_000_000_001),
  createdAt: isoTime.default('2026-01-01T00:00:00.000Z'),
  reviewedAt: isoTime.optional(),
});

export type Qualification = z.output<typeof qualification>;

/** Entries are complete qualifications, or ids of qualifications with default values. */
export const qualificationIds = z
  .array(z.union([id.transform(defaultQualification), qualification]))
  .optional();

export function defaultQualification(known: number): Qualification {
  return qualification.parse({ id: known });
}

/** The qualification with this id. If none are listed, every id has one with default values. */
export function qualificationOf(
  listed: readonly Qualification[] | undefined,
  known: number,
): Qualification | undefined {
  return listed === undefined
    ? defaultQualification(known)
    : listed.find((one) => one.id === known);
}
