import { parsePhoneNumber, type BareNumbers, type PhoneNumber } from 'aliyun-sms-client';
import type { BlockList } from 'node:net';
import QuickLRU from 'quick-lru';
import type { RawGuard } from '../settings/schema.ts';
import { addressKey, addressList, isUserAddress, matches, readAddress } from './client-address.ts';
import type { Counter, Dimension, Verdict } from './counter.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';

export interface GuardedRequest {
  readonly number: PhoneNumber;
  /** As Logto hands it over; absent on some flows. */
  readonly ip: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Key of the hashes under which Redis sees numbers and addresses. */
  readonly secret: string;
  /** How the numbers of the settings are read, as those of users are. */
  readonly bareNumbers?: BareNumbers | undefined;
}

export interface Decision {
  /** What refused; `undefined`: nothing did. */
  readonly refusedBy: Dimension | 'countries' | 'store' | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** Only watching: a refusal is told and not obeyed. */
  readonly recordOnly: boolean;
  /** Where it was counted. */
  readonly store: 'memory' | 'redis';
  /** Redis failed: each process counted for itself, or the send was refused. */
  readonly storeFailed: boolean;
  /** `perIp` could not be checked: Logto did not see the user's address. */
  readonly addressUnknown: boolean;
}

interface Lists {
  readonly numbers: ReadonlySet<string>;
  readonly addresses: BlockList;
}

/** Memory counts by windows; changing other settings loses none of them. */
const memoryStores = new QuickLRU<string, MemoryStore>({ maxSize: 8 });
const lists = new WeakMap<RawGuard, Lists>();

/** One decision for one request of a user, made before any channel is tried. */
export async function decide(guard: RawGuard, request: GuardedRequest): Promise<Decision> {
  const recordOnly = guard.mode === 'record';
  const address = userAddress(request.ip);
  const decision = {
    refusedBy: undefined,
    retryAfterSeconds: undefined,
    recordOnly,
    store: guard.store ?? 'memory',
    storeFailed: false,
    addressUnknown: guard.perIp !== undefined && address === undefined,
  } as const;
  if (guard.countries?.includes(request.number.country) === false) {
    return { ...decision, refusedBy: 'countries' };
  }
  const counters = countersFor(guard, request, address);
  const { verdict, store, storeFailed } = await admit(guard, counters, request);
  if (verdict === 'store failed') {
    return { ...decision, refusedBy: 'store', store, storeFailed };
  }
  const { dimension, retryAfterSeconds } = verdict ?? {};
  return { ...decision, refusedBy: dimension, retryAfterSeconds, store, storeFailed };
}

function userAddress(ip: string | undefined): string | undefined {
  const address = readAddress(ip);
  return address !== undefined && isUserAddress(address) ? address : undefined;
}

interface Answer extends Pick<Decision, 'store' | 'storeFailed'> {
  readonly verdict: Verdict | 'store failed';
}

async function admit(
  guard: RawGuard,
  counters: readonly Counter[],
  { now, secret }: GuardedRequest,
): Promise<Answer> {
  if (guard.store !== 'redis') {
    return {
      verdict: memoryStore(guard).admit(counters, now),
      store: 'memory',
      storeFailed: false,
    };
  }
  const redis = await import('./redis-store.ts');
  try {
    const verdict = await redis.admit(counters, { now, secret });
    return { verdict, store: 'redis', storeFailed: false };
  } catch {
    const denied = guard.onStoreFailure === 'deny';
    const verdict = denied ? 'store failed' : memoryStore(guard).admit(counters, now);
    return { verdict, store: denied ? 'redis' : 'memory', storeFailed: true };
  }
}

function memoryStore({ perNumber, perIp, perPrefix, perCountry, total }: RawGuard): MemoryStore {
  const windows = JSON.stringify([perNumber, perIp, perPrefix, perCountry, total]);
  const known = memoryStores.get(windows) ?? createMemoryStore();
  memoryStores.set(windows, known);
  return known;
}

/** Numbers that differ only in their last four digits are one block: pumping walks through them. */
const PREFIX_CUT = -4;

function countersFor(
  guard: RawGuard,
  { number: { e164, msisdn, country }, bareNumbers }: GuardedRequest,
  address: string | undefined,
): readonly Counter[] {
  const { numbers, addresses } = listsOf(guard, bareNumbers);
  const known = address !== undefined && !matches(addresses, address);
  const subjects: Readonly<Record<Dimension, string | undefined>> = {
    perNumber: numbers.has(e164) ? undefined : msisdn,
    perIp: known ? addressKey(address) : undefined,
    perPrefix: msisdn.slice(0, PREFIX_CUT),
    perCountry: Number.parseInt(country, 36).toString(16),
    total: '',
  };
  const counters: Counter[] = [];
  for (const dimension of DIMENSIONS) {
    const windows = guard[dimension];
    const subject = subjects[dimension];
    if (windows !== undefined && subject !== undefined) {
      counters.push({ dimension, subject, windows });
    }
  }
  return counters;
}

const DIMENSIONS: readonly Dimension[] = ['perNumber', 'perIp', 'perPrefix', 'perCountry', 'total'];

function listsOf(guard: RawGuard, bareNumbers: BareNumbers | undefined): Lists {
  let known = lists.get(guard);
  if (known === undefined) {
    const numbers = (guard.allowNumbers ?? []).map(
      (text) => parsePhoneNumber(text, { bareNumbers })?.e164 ?? text,
    );
    known = { numbers: new Set(numbers), addresses: addressList(guard.allowIps ?? []) };
    lists.set(guard, known);
  }
  return known;
}
