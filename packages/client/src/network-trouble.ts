/** Troubles of a moment, on the way or at its end. A bad certificate, for one, is not: it stays bad. */
const PASSING = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Whether a system error is one of the network that may be over soon. */
export function isNetworkTrouble(code: string): boolean {
  return PASSING.has(code);
}
