import {
  planMessage,
  USAGE_TYPES,
  type ChannelSettings,
  type Message,
  type Refusal,
  type Settings,
} from 'aliyun-sms-sender';
import { sampleNumbers, type SampleNumber } from './sample-numbers.ts';

/** What some message of Logto's would be sent with. */
export interface PlannedUse {
  readonly channel: ChannelSettings;
  readonly message: Message;
  /** Undefined if one template code serves all regions: it is unknown for which it was made. */
  readonly region: 'mainland' | 'overseas' | undefined;
}

/** Why some message would be refused, with the countries and usage types concerned. */
export interface PlannedRefusal {
  readonly refusal: Refusal;
  readonly countries: ReadonlySet<string>;
  readonly usageTypes: ReadonlySet<string>;
  /** Whether the settings themselves name one of the countries. */
  readonly named: boolean;
}

export interface EverySend {
  readonly uses: readonly PlannedUse[];
  readonly refusals: readonly PlannedRefusal[];
}

/**
 * Plans a message of every usage type, in every language that a template names, to the mainland, to
 * every country that the settings mention and to one that they do not: this covers everything that the
 * settings can lead to.
 */
export function everySend(settings: Settings): EverySend {
  const uses = new Map<string, PlannedUse>();
  const refusals = new Map<string, PlannedRefusal>();
  const channels = channelsOf(settings);
  for (const sample of sampleNumbers(settings, channels)) {
    for (const usageType of usageTypesOf(channels)) {
      for (const locale of localesOf(channels)) {
        const payload = { code: '000000', locale: locale ?? 'en' };
        const plan = planMessage(settings, { to: sample.msisdn, usageType, payload, locale });
        if ('refusal' in plan) addRefusal(refusals, plan.refusal, { sample, usageType });
        else for (const step of plan.steps) addUse(uses, step, plan.number.region);
      }
    }
  }
  return { uses: [...uses.values()], refusals: [...refusals.values()] };
}

/** Every channel that the settings name, whether or not a message would use it. */
export const channelsOf = ({ main, routes, fallbacks }: Settings): readonly ChannelSettings[] => [
  main,
  ...routes.map(({ channel }) => channel),
  ...fallbacks,
];

/** No message has the old type `Test`: it stands in for a missing `Generic`. */
function usageTypesOf(channels: readonly ChannelSettings[]): ReadonlySet<string> {
  const own = channels.flatMap(({ templates }) => templates.map(({ usageType }) => usageType));
  return new Set([...USAGE_TYPES, ...own.filter((type) => type !== 'Test')]);
}

function localesOf(channels: readonly ChannelSettings[]): ReadonlySet<string | undefined> {
  const named = channels.flatMap(({ templates }) => templates.map(({ locales }) => locales[0]));
  return new Set([undefined, ...named]);
}

type Region = NonNullable<PlannedUse['region']>;

function addUse(
  uses: Map<string, PlannedUse>,
  { channel, message }: Pick<PlannedUse, 'channel' | 'message'>,
  to: Region,
): void {
  const region = isForAllPlaces(channel, message) ? undefined : to;
  uses.set(JSON.stringify([channel.label, message, region]), { channel, message, region });
}

/** A route has countries of its own, even if its template code is a single one. */
const isForAllPlaces = ({ label, templates }: ChannelSettings, message: Message): boolean =>
  !label.startsWith('routes') &&
  message.kind === 'template' &&
  templates.some(({ templateCode }) => templateCode === message.templateCode);

function addRefusal(
  refusals: Map<string, PlannedRefusal>,
  refusal: Refusal,
  { sample, usageType }: { readonly sample: SampleNumber; readonly usageType: string },
): void {
  // Only for variables does the detail name something other than the country.
  const isVariable = refusal.reason.startsWith('variable-');
  const key = JSON.stringify([refusal.reason, sample.named, isVariable && refusal.detail]);
  const earlier = refusals.get(key);
  refusals.set(key, {
    refusal,
    named: sample.named,
    countries: new Set([...(earlier?.countries ?? []), sample.country]),
    usageTypes: new Set([...(earlier?.usageTypes ?? []), usageType]),
  });
}
