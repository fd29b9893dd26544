import type { Probe } from '../probe.ts';
import { PAID_PROBES } from './paid.ts';
import { QUERY_PROBES } from './queries.ts';
import { REFUSED_PROBES } from './refused-sends.ts';
import { SIGNATURE_PROBES } from './signatures.ts';

/** All probes in the order of their calls. */
export const PROBES: readonly Probe[] = [
  ...SIGNATURE_PROBES,
  ...QUERY_PROBES,
  ...REFUSED_PROBES,
  ...PAID_PROBES,
];
