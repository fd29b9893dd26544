import { z } from 'zod';

/**
 * What is read of an entry of Logto's audit log about a code by SMS. Logto writes the code that somebody
 * entered into it, in clear: of an entry nothing but these fields is kept.
 */
export const auditEntry = z.object({
  id: z.string(),
  /** When it was written, at the end of the request. Milliseconds since 1970. */
  createdAt: z.number(),
  payload: z.object({
    result: z.enum(['Success', 'Error']),
    /** Logto's own refusals have a code; an error of a connector is its text alone. */
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
