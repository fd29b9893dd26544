import { z } from 'zod';

/**
 * An entry about SMS codes in Logto's audit log. Logto logs entered codes in clear text, so only these
 * fields are kept.
 */
export const auditEntry = z.object({
  id: z.string(),
  /** When the entry was written, at the end of the request. Milliseconds since 1970. */
  createdAt: z.number(),
  payload: z.object({
    result: z.enum(['Success', 'Error']),
    /** Logto's own refusals have a code; a connector's error is only a text. */
    error: z
      .object({ code: z.string().optional(), message: z.string().optional() })
      .optional()
      .catch(undefined),
    payload: z
      .object({ identifier: z.object({ type: z.literal('phone'), value: z.string() }) })
      .optional()
      .catch(undefined),
  }),
});

export type AuditEntry = z.infer<typeof auditEntry>;
