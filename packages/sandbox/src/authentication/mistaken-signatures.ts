import type { Mistake } from './signature-mistakes.ts';

/** A mistake with a signature that it gives, and the received one where that is read otherwise. */
export type Candidate = readonly [
  mistake: Mistake,
  signature: string,
  received?: string | undefined,
];

/** What a request is tried for. */
export interface MistakenSignatures {
  /** What the rules give: nothing that gives the same is a mistake. */
  readonly right: string;
  readonly candidates: readonly Candidate[];
}

/** How far a signed date may be off the sent one, in seconds, to be found. */
const DATE_SLACK_SECONDS = 5;
export function otherMethod(method: string): string {
  return method === 'GET' ? 'POST' : 'GET';
}

/** The secret as files, variables and copying leave it. */
export function blankSecrets(secret: string): readonly string[] {
  const blanks = ['\n', '\r\n', '\r', ' ', '\t'];
  return blanks.flatMap((blank) => [secret + blank, blank + secret, blank + secret + blank]);
}

/** Dates a few seconds around the given one, in the same form; none where it is no date. */
export function nearbyDates(date: string): readonly string[] {
  const time = Date.parse(date);
  if (Number.isNaN(time)) {
    return [];
  }
  return Array.from({ length: 2 * DATE_SLACK_SECONDS + 1 }, (_, index) => {
    const nearby = new Date(time + (index - DATE_SLACK_SECONDS) * 1000).toISOString();
    return nearby.replace(/\.\d+Z$/, 'Z');
  });
}
