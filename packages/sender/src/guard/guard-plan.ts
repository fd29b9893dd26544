import { parsePhoneNumber, type BareNumbers, type PhoneNumber } from 'aliyun-sms-client';
import type { BlockList } from 'node:net';
import type { RawGuard } from '../settings/schema.ts';
import { addressList, IPV6_TIERS, type Network } from './client-address.ts';
import { DIMENSIONS, talliesOf, type Counter, type Dimension, type Tally } from './counter.ts';

/** What a guard's settings amount to. */
export interface GuardPlan {
  readonly tallies: Readonly<Record<Exclude<Dimension, 'perIp'>, readonly Tally[]>>;
  /** For networks with many users, by the multiple of the limit. */
  readonly perIp: ReadonlyMap<number, readonly Tally[]>;
  readonly allowNumbers: ReadonlySet<string>;
  readonly allowIps: BlockList;
}

interface Sent {
  readonly number: PhoneNumber;
  /** The user's networks; empty if unknown. */
  readonly networks: readonly Network[];
}

/** All that a request counts against. */
export function countersFor(
  { tallies, perIp, allowNumbers }: GuardPlan,
  { number: { e164, msisdn, country }, networks }: Sent,
): readonly Counter[] {
  const of = (dimension: keyof GuardPlan['tallies'], subject: string): readonly Counter[] =>
    tallies[dimension].map((tally) => ({ tally, subject }));
  const counters: Readonly<Record<Dimension, readonly Counter[]>> = {
    perNumber: allowNumbers.has(e164) ? [] : of('perNumber', msisdn),
    perIp: networks.flatMap(({ key, multiple }) =>
      (perIp.get(multiple) ?? []).map((tally) => ({ tally, subject: key })),
    ),
    perPrefix: of('perPrefix', msisdn.slice(0, PREFIX_CUT)),
    perCountry: of('perCountry', country),
    total: of('total', ''),
  };
  return DIMENSIONS.flatMap((dimension) => counters[dimension]);
}

/** Numbers that differ only in their last four digits: SMS pumping goes through such blocks. */
const PREFIX_CUT = -4;

/** Whether any window counts only unverified sends. */
export const countsUnverified = (guard: RawGuard): boolean =>
  DIMENSIONS.some((dimension) => guard[dimension]?.some(({ count }) => count === 'unverified'));

const plans = new WeakMap<RawGuard, GuardPlan>();

/** Computed once per settings, which are cached while in use. */
export function guardPlan(guard: RawGuard, bareNumbers: BareNumbers | undefined): GuardPlan {
  const plan = plans.get(guard) ?? planOf(guard, bareNumbers);
  plans.set(guard, plan);
  return plan;
}

function planOf(guard: RawGuard, bareNumbers: BareNumbers | undefined): GuardPlan {
  const tallies = (dimension: Dimension, multiple?: number) =>
    talliesOf(dimension, guard[dimension] ?? [], multiple);
  return {
    tallies: {
      perNumber: tallies('perNumber'),
      perPrefix: tallies('perPrefix'),
      perCountry: tallies('perCountry'),
      total: tallies('total'),
    },
    perIp: new Map(IPV6_TIERS.map(({ multiple }) => [multiple, tallies('perIp', multiple)])),
    allowNumbers: new Set(
      (guard.allowNumbers ?? []).map(
        (text) => parsePhoneNumber(text, { bareNumbers })?.e164 ?? text,
      ),
    ),
    allowIps: addressList(guard.allowIps ?? []),
  };
}
