import { z } from 'zod';
import { reviewState } from './review-state.ts';

const id = z.number().int().positive();
const isoTime = z.iso.datetime({ offset: true });

/** Who stands behind the signatures (资质). */
const qualification = z.object({
  id,
  name: z.string().default('示例科技有限公司资质'),
  companyName: z.string().default('示例科技有限公司'),
  legalPersonName: z.string().default('李华'),
  organizationCode: z.string().default('91330100EXAMPLE001'),
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

export type Qualification = z.output<typeof qualification>;

/** Entries are whole qualifications, or ids of ones with usual contents. */
export const qualificationIds = z
  .array(z.union([id.transform(usualQualification), qualification]))
  .optional();

export function usualQualification(known: number): Qualification {
  return qualification.parse({ id: known });
}

/** The one of this id; where nothing is listed, every id has one with usual contents. */
export function qualificationOf(
  listed: readonly Qualification[] | undefined,
  known: number,
): Qualification | undefined {
  return listed === undefined ? usualQualification(known) : listed.find((one) => one.id === known);
}
