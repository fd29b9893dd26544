import { publicEndpoint, type Channel, type Site } from 'aliyun-sms-client';
import type { RawChannel, RawTemplate } from './schema.ts';
import { localeNames } from '../message/locale.ts';
import { patternOf, type Pattern } from '../message/variables.ts';

export type CredentialsSource =
  | { readonly kind: 'accessKey'; readonly accessKeyId: string; readonly accessKeySecret: string }
  | { readonly kind: 'environment' };

export interface Template {
  readonly usageType: string;
  /** The language tags that it matches; empty if it fits any language. */
  readonly locales: readonly string[];
  /** One code for all numbers, or by country, or by `china` and `overseas`. */
  readonly templateCode: string | Readonly<Record<string, string>> | undefined;
  readonly signName: string | undefined;
  /** The template's variables and their values. Nothing else is sent to Aliyun. */
  readonly params: Readonly<Record<string, Pattern>>;
  /** The whole text, for `international` to numbers outside the mainland. */
  readonly text: Pattern | undefined;
}

/** Everything that one channel needs. */
export interface ChannelSettings {
  /** Its place in the settings: `settings`, `routes[0]`, `fallbacks[1]`. */
  readonly label: string;
  readonly channel: Channel;
  readonly site: Site;
  readonly credentials: CredentialsSource;
  readonly endpoint: string;
  readonly signName: string | undefined;
  readonly signNames: Readonly<Record<string, string>>;
  readonly from: string | undefined;
  readonly templates: readonly Template[];
}

const DEFAULT_PARAMS = { code: '{{code}}' };
/** The system templates of `mas` have both variables; Logto's codes are valid for ten minutes. */
const MAS_PARAMS = { code: '{{code}}', min: '10' };

/** The settings of one channel; what it leaves out it inherits from `main`. */
export function channelSettings(
  label: string,
  own: RawChannel,
  main?: ChannelSettings,
): ChannelSettings {
  const { channel, site } = wayOf(own, main);
  const endpoint = own.endpoint ?? inheritedEndpoint(channel, site, main);
  return {
    label,
    channel,
    site,
    credentials: credentialsOf(own, main),
    endpoint: endpoint ?? publicEndpoint(channel, site),
    ...wording(own, channel, main),
  };
}

/** The channel and its site; a channel that only names its site has that site's default. */
export function wayOf(
  own: Pick<RawChannel, 'channel' | 'site'>,
  main: Pick<RawChannel, 'channel' | 'site'> = {},
): Pick<ChannelSettings, 'channel' | 'site'> {
  const site = own.site ?? main.site ?? 'china';
  const inherited = own.site === undefined ? main.channel : undefined;
  return { site, channel: own.channel ?? inherited ?? defaultChannel(site) };
}

type Wording = Pick<ChannelSettings, 'signName' | 'signNames' | 'from' | 'templates'>;

function wording(own: RawChannel, channel: Channel, main: Wording = NO_WORDING): Wording {
  const templates = own.templates?.map((raw) => toTemplate(raw, channel));
  return {
    signName: own.signName ?? main.signName,
    // The main settings' signatures by region would hide this channel's own signature.
    signNames: own.signNames ?? (own.signName === undefined ? main.signNames : {}),
    from: own.from ?? main.from,
    templates: templates ?? main.templates,
  };
}

const NO_WORDING: Wording = { signName: undefined, signNames: {}, from: undefined, templates: [] };

const defaultChannel = (site: Site): Channel =>
  site === 'international' ? 'international' : 'sms';

/** An Aliyun host serves one product of one site; a sandbox or a proxy serves all. */
function inheritedEndpoint(
  channel: Channel,
  site: Site,
  main: ChannelSettings | undefined,
): string | undefined {
  if (main === undefined) {
    return undefined;
  }
  const sameProduct = (channel === 'mas') === (main.channel === 'mas') && site === main.site;
  const aliyun = new URL(main.endpoint).hostname.endsWith('.aliyuncs.com');
  return sameProduct || !aliyun ? main.endpoint : undefined;
}

function credentialsOf(own: RawChannel, main: ChannelSettings | undefined): CredentialsSource {
  const { accessKeyId, accessKeySecret } = own;
  if (own.credentials === 'environment') {
    return { kind: 'environment' };
  }
  if (accessKeyId !== undefined && accessKeySecret !== undefined) {
    return { kind: 'accessKey', accessKeyId, accessKeySecret };
  }
  return main?.credentials ?? { kind: 'environment' };
}

function toTemplate(raw: RawTemplate, channel: Channel): Template {
  return {
    usageType: raw.usageType,
    locales: raw.locale === undefined ? [] : localeNames(raw.locale),
    templateCode: raw.templateCode,
    signName: raw.signName,
    params: patternsOf(raw.params ?? (channel === 'mas' ? MAS_PARAMS : DEFAULT_PARAMS)),
    text: raw.text === undefined ? undefined : patternOf(raw.text),
  };
}

function patternsOf(params: Readonly<Record<string, string>>): Record<string, Pattern> {
  return Object.fromEntries(Object.entries(params).map(([name, text]) => [name, patternOf(text)]));
}
