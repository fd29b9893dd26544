import { z } from 'zod';

/** In review, approved, rejected, or withdrawn by its owner. */
export const reviewState = z.enum(['reviewing', 'approved', 'rejected', 'cancelled']);

export type ReviewState = z.output<typeof reviewState>;
