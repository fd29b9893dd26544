import type { PhoneNumber } from 'aliyun-sms-client';
import type { Settings } from './config.ts';
import { decide, type Decision } from './guard/guard.ts';
import { Refusal } from './refusal.ts';
import { log } from './telemetry.ts';

export interface GuardedSend {
  readonly number: PhoneNumber;
  readonly ip: string | undefined;
  readonly now: number;
}

let warnedOfAddress = false;

/** Lets the send pass, or throws the refusal. `undefined` without a guard. */
export async function guardSend(
  { guard, main }: Settings,
  { number, ip, now }: GuardedSend,
  tell: (decision: Decision) => void,
): Promise<void> {
  if (guard === undefined) {
    return;
  }
  const { credentials } = main;
  const secret = credentials.kind === 'accessKey' ? credentials.accessKeySecret : '';
  const decision = await decide(guard, { number, ip, now, secret });
  tell(decision);
  if (decision.addressUnknown && !warnedOfAddress) {
    warnedOfAddress = true;
    log('warn', 'aliyun-sms:guard', { reason: ADDRESS_UNKNOWN }, now);
  }
  if (decision.refusedBy !== undefined && !decision.recordOnly) {
    throw refusal(decision);
  }
}

const ADDRESS_UNKNOWN =
  'perIp was skipped: Logto did not pass the address of a user, only a private one or none. Behind a proxy, run Logto with TRUST_PROXY_HEADER=1. Told once.';

function refusal({ refusedBy, retryAfterSeconds }: Decision): Refusal {
  if (refusedBy === 'countries') {
    return new Refusal('country-refused');
  }
  if (refusedBy === 'store') {
    return new Refusal('guard-store');
  }
  return new Refusal('guard-limit', {
    ...(refusedBy === undefined ? {} : { detail: `guard.${refusedBy}` }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}
