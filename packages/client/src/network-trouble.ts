/** Transient network failures. A bad certificate is not one: it stays bad. */
const TRANSIENT = new Set([
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

/** Whether a system error is a network failure that may soon pass. */
export function isNetworkTrouble(code: string): boolean {
  return TRANSIENT.has(code);
}
