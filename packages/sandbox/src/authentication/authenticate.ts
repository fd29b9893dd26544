import type { AccountBook, KeyHolder } from '../accounts/accounts.ts';
import type { NonceMemory } from './nonces.ts';
import { missing, Refusal } from '../wire/refusal.ts';
import type { AliyunState } from '../sandbox-state.ts';
import type { AccessKey, SandboxSettings } from '../accounts/seed.ts';
import type { SignedCall } from './signed-call.ts';
import { SignedCallV1 } from './signed-v1.ts';
import { readSignedV3 } from './signed-v3.ts';
import type { WireRequest } from '../wire/wire-request.ts';

type AuthenticationState = Pick<AliyunState, 'accounts' | 'clock' | 'nonces' | 'settings'>;

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** V3 if the `Authorization` header says so, else V1. */
export function readSignedCall(request: WireRequest): SignedCall {
  return readSignedV3(request) ?? new SignedCallV1(request);
}

/**
 * Checks key, token, time, signature and nonce, in this order, and throws the first refusal.
 *
 * The live service is known to check the key before the signature; the order of the other checks is
 * unverified. A nonce counts as used only if the signature is correct.
 */
export function authenticate(
  signed: SignedCall,
  { accounts, clock, settings, nonces }: AuthenticationState,
  now: number,
): KeyHolder {
  const holder = findKey(signed.accessKeyId, accounts);
  checkToken(signed.securityToken, holder.key, now);
  const time = checkTime(signed.timestamp, settings, now, now - clock.offset());
  signed.verify(holder.key);
  if (settings.checkNonces) {
    checkNonce(signed, nonces, windowMs(settings), time);
  }
  return holder;
}

function findKey(accessKeyId: string, accounts: AccountBook): KeyHolder {
  if (accessKeyId === '') {
    throw new Refusal('accessKey', 'MissingAccessKeyId', {
      message: 'AccessKeyId is mandatory for this action.',
    });
  }
  const holder = accounts.find(accessKeyId);
  if (holder === undefined) {
    throw new Refusal('accessKey', 'InvalidAccessKeyId.NotFound');
  }
  if (!holder.key.active) {
    throw new Refusal('accessKey', 'InvalidAccessKeyId.Inactive');
  }
  return holder;
}

function checkToken(token: string, key: AccessKey, now: number): void {
  if (key.securityToken === undefined) {
    if (token !== '') {
      throw new Refusal('securityToken', 'InvalidSecurityToken.MismatchWithAccessKey');
    }
    return;
  }
  if (token === '') {
    throw missing('SecurityToken');
  }
  if (/\s/.test(token)) {
    throw new Refusal('securityToken', 'InvalidSecurityToken.Malformed');
  }
  if (token !== key.securityToken) {
    throw new Refusal('securityToken', 'InvalidSecurityToken.MismatchWithAccessKey');
  }
  if (key.expiresAt !== undefined && Date.parse(key.expiresAt) <= now) {
    throw new Refusal('securityToken', 'InvalidSecurityToken.Expired');
  }
}

/** Checks the call's timestamp and returns it in milliseconds. */
function checkTime(
  timestamp: string,
  settings: SandboxSettings,
  now: number,
  machineNow: number,
): number {
  if (timestamp === '') {
    throw missing('Timestamp');
  }
  const time = TIMESTAMP.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new Refusal('timestamp', 'InvalidTimeStamp.Format');
  }
  const { timestampClock } = settings;
  const times = [
    ...(timestampClock === 'machine' ? [] : [now]),
    ...(timestampClock === 'sandbox' ? [] : [machineNow]),
  ];
  if (times.every((one) => Math.abs(one - time) > windowMs(settings))) {
    throw new Refusal('timestamp', 'InvalidTimeStamp.Expired');
  }
  return time;
}

/** A request is valid from one window before its time to one window after it. */
function checkNonce(
  { accessKeyId, nonce }: SignedCall,
  nonces: NonceMemory,
  window: number,
  time: number,
): void {
  if (!nonces.use(accessKeyId, nonce, time, 2 * window)) {
    throw new Refusal('nonce', 'SignatureNonceUsed');
  }
}

/** How far a call's time may be off in either direction. */
export function windowMs({ timestampWindowMinutes }: SandboxSettings): number {
  return timestampWindowMinutes * 60_000;
}
