import type { BareNumbers, PhoneNumber } from 'aliyun-sms-client';
import type { RawGuard } from '../settings/schema.ts';
import { isUserAddress, matches, networksOf, readAddress, type Network } from './client-address.ts';
import type { Dimension } from './counter.ts';
import { countersFor, countsUnverified, guardPlan, type GuardPlan } from './guard-plan.ts';
import { createMemoryStore } from './memory-store.ts';
import { namelessAddresses } from './nameless-addresses.ts';
import type { Namespace } from './namespace.ts';
import type { Admission, GuardStore, Question } from './store.ts';

export interface GuardedRequest {
  readonly number: PhoneNumber;
  /** As Logto passes it; absent in some flows. */
  readonly ip: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly namespace: Namespace;
  /** How the numbers in the settings are read: like those of users. */
  readonly bareNumbers?: BareNumbers | undefined;
}

type Entered = Pick<GuardedRequest, 'number' | 'now' | 'namespace'>;

export interface Decision {
  /** What refused; `undefined` if nothing did. */
  readonly refusedBy: Dimension | 'countries' | 'store' | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** Record mode: a refusal is logged, not enforced. */
  readonly recordOnly: boolean;
  /** Where it was counted; `own` is a store from the host. */
  readonly store: 'memory' | 'redis' | 'own';
  /** Redis failed, so each process counted for itself, or the send was refused. */
  readonly storeFailed: boolean;
  /** `perIp` could not be checked, because Logto did not see the user's address. */
  readonly addressUnknown: boolean;
}

export interface Decided {
  readonly decision: Decision;
  /** For a send that certainly did not reach Aliyun: stops counting it. Never rejects. */
  readonly giveBack: () => Promise<void>;
}

export interface Guard {
  /** Decides on one user request, before any channel is tried. */
  readonly decide: (settings: RawGuard, request: GuardedRequest) => Promise<Decided>;
  /** For an entered code of the number; whether one was outstanding. Rejects if Redis fails. */
  readonly settle: (settings: RawGuard, entered: Entered) => Promise<boolean>;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const DEFAULT_CODE_MINUTES = 10;
const DEFAULT_TRUST_DAYS = 30;

/** `own` replaces the store in the settings. */
export function createGuard(own?: GuardStore): Guard {
  const stores = { own, memory: own ?? createMemoryStore() };
  const isInvented = namelessAddresses();
  return {
    decide: (guard, request) => decide(guard, request, stores, isInvented),
    settle: (guard, entered) => settle(guard, entered, stores),
  };
}

interface Stores {
  readonly own: GuardStore | undefined;
  /** Also used if Redis fails. */
  readonly memory: GuardStore;
}

async function decide(
  guard: RawGuard,
  request: GuardedRequest,
  stores: Stores,
  isInvented: IsInvented,
): Promise<Decided> {
  const { number, now, namespace, bareNumbers } = request;
  const plan = guardPlan(guard, bareNumbers);
  const decision = {
    refusedBy: undefined,
    retryAfterSeconds: undefined,
    recordOnly: guard.mode === 'record',
    store: stores.own === undefined ? (guard.store ?? 'memory') : 'own',
    storeFailed: false,
    addressUnknown: false,
  } as const;
  if (guard.countries?.includes(number.country) === false) {
    return { decision: { ...decision, refusedBy: 'countries' }, giveBack: nothing };
  }
  const networks = networksFor(guard, plan, request, isInvented);
  const counters = countersFor(plan, { number, networks: networks ?? [] });
  const question = { namespace, number: number.msisdn, counters, codeMs: codeMsOf(guard), now };
  const { admission, ...where } = await admit(guard, stores, question);
  const known = { ...decision, ...where, addressUnknown: networks === undefined };
  if (admission === 'store failed') {
    return { decision: { ...known, refusedBy: 'store' }, giveBack: nothing };
  }
  return admission.refusedBy === undefined
    ? { decision: known, giveBack: () => admission.giveBack().catch(() => undefined) }
    : { decision: { ...known, ...admission }, giveBack: nothing };
}

async function settle(
  guard: RawGuard,
  { number, now, namespace }: Entered,
  { own, memory }: Stores,
): Promise<boolean> {
  if (!countsUnverified(guard)) {
    return false;
  }
  const settlement = {
    namespace,
    number: number.msisdn,
    codeMs: codeMsOf(guard),
    trustMs: (guard.trustVerifiedDays ?? DEFAULT_TRUST_DAYS) * DAY,
    now,
  };
  // This process may have counted while Redis was failing.
  const here = await memory.settle(settlement);
  const there = usesRedis(guard, own) && (await (await redisStore()).settle(settlement));
  return here || there;
}

type IsInvented = ReturnType<typeof namelessAddresses>;

/** The user's networks; empty if they do not count, `undefined` if Logto does not see the address. */
function networksFor(
  guard: RawGuard,
  { allowIps }: GuardPlan,
  { ip = '', now }: GuardedRequest,
  isInvented: IsInvented,
): readonly Network[] | undefined {
  if (guard.perIp === undefined || ip.trim() === '') {
    return [];
  }
  const address = readAddress(ip);
  if (address !== undefined && matches(allowIps, address)) {
    return [];
  }
  if (address !== undefined && isUserAddress(address)) {
    return networksOf(address);
  }
  return isInvented(address ?? ip, now) ? INVENTED : undefined;
}

/** All invented addresses count as one. */
const INVENTED: readonly Network[] = [{ key: 'made up', multiple: 1 }];

const nothing = async (): Promise<void> => undefined;

const codeMsOf = ({ codeMinutes = DEFAULT_CODE_MINUTES }: RawGuard): number => codeMinutes * MINUTE;

const usesRedis = (guard: RawGuard, own: GuardStore | undefined): boolean =>
  own === undefined && guard.store === 'redis';

/** Loaded on first use. */
const redisStore = async (): Promise<GuardStore> =>
  (await import('./redis-store.ts')).createRedisStore();

interface Answer extends Pick<Decision, 'store' | 'storeFailed'> {
  readonly admission: Admission | 'store failed';
}

async function admit(
  guard: RawGuard,
  { own, memory }: Stores,
  question: Question,
): Promise<Answer> {
  if (!usesRedis(guard, own)) {
    const store = own === undefined ? 'memory' : 'own';
    return { admission: await memory.admit(question), store, storeFailed: false };
  }
  const redis = await redisStore();
  try {
    return { admission: await redis.admit(question), store: 'redis', storeFailed: false };
  } catch {
    if (guard.onStoreFailure === 'deny') {
      return { admission: 'store failed', store: 'redis', storeFailed: true };
    }
    return { admission: await memory.admit(question), store: 'memory', storeFailed: true };
  }
}
