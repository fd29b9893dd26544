import type { BareNumbers, PhoneNumber } from 'aliyun-sms-client';
import type { ChannelSettings } from './channel-settings.ts';
import type { RawGuard } from './config-schema.ts';
import { decide, type Decision } from './guard/guard.ts';
import { Refusal } from './refusal.ts';
import { log } from './telemetry.ts';

export interface GuardedSend {
  readonly number: PhoneNumber;
  readonly ip: string | undefined;
  readonly now: number;
  readonly bareNumbers: BareNumbers;
}

let warnedOfAddress = false;

/** Lets the send pass, or throws the refusal. */
export async function guardSend(
  guard: RawGuard,
  { credentials }: ChannelSettings,
  { number, ip, now, bareNumbers }: GuardedSend,
  tell: (decision: Decision) => void,
): Promise<void> {
  const secret = credentials.kind === 'accessKey' ? credentials.accessKeySecret : '';
  const decision = await decide(guard, { number, ip, now, secret, bareNumbers });
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
