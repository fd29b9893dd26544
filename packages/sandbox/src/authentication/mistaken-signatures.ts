import type { Mistake } from './signature-mistakes.ts';

/** A mistake and the signature that it leads to; `received`: how the received one is read then. */
export type Candidate = readonly [
  mistake: Mistake,
  signature: string,
  received?: string | undefined,
];

export interface MistakenSignatures {
  /** The signature according to the rules. */
  readonly correct: string;
  readonly candidates: readonly Candidate[];
}

/** How far apart the signed and the sent date may be, in seconds, to be found. */
const DATE_SLACK_SECONDS = 5;

export function otherMethod(method: string): string {
  return method === 'GET' ? 'POST' : 'GET';
}

/** The secret with whitespace, as it can get from files, variables and copying. */
export function blankSecrets(secret: string): readonly string[] {
  const blanks = ['\n', '\r\n', '\r', ' ', '\t'];
  return blanks.flatMap((blank) => [secret + blank, blank + secret, blank + secret + blank]);
}

/** Dates within a few seconds of the given one, in the same format. */
export function nearbyDates(date: string): readonly string[] {
  const time = Date.parse(date);
  return Array.from({ length: 2 * DATE_SLACK_SECONDS + 1 }, (_, index) => {
    const nearby = new Date(time + (index - DATE_SLACK_SECONDS) * 1000).toISOString();
    return nearby.replace(/\.\d+Z$/, 'Z');
  });
}
