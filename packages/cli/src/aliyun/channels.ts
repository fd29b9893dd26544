import { ENDPOINTS } from 'aliyun-sms-client';
import type { SmsSettings, TemplateEntry } from './sms-settings.ts';

/**
 * The three ways to an SMS: `sms` is SendSms; `mas` is SendSmsVerifyCode, Aliyun's SMS authentication
 * with its own signatures and templates; `international` is the API of the international site.
 */
export const CHANNELS = ['sms', 'mas', 'international'] as const;
export type Channel = (typeof CHANNELS)[number];
export const SITES = ['china', 'international'] as const;
export type Site = (typeof SITES)[number];

/** One way that the settings name, with what it takes over from the settings themselves. */
export interface ChannelSettings {
  /** Where in the settings it stands: `settings`, `routes[0]`, `fallbacks[1]`. */
  readonly label: string;
  /** Of a route: the countries that it is for. */
  readonly countries?: readonly string[];
  readonly channel: Channel;
  readonly site: Site;
  readonly endpoint: string;
  readonly credentials?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly accessKeySecret?: string | undefined;
  readonly signName?: string | undefined;
  readonly signNames?: Readonly<Record<string, string>> | undefined;
  readonly from?: string | undefined;
  readonly templates: readonly TemplateEntry[];
}

type Raw = Omit<SmsSettings, 'routes' | 'fallbacks' | 'guard'>;

/** Every way that the settings name, read as the connector reads them: the settings themselves first. */
export function channelsOf({ routes = [], fallbacks = [], ...own }: SmsSettings): Channels {
  const main = channelSettings('settings', own);
  return {
    main,
    routes: routes.map(({ countries, ...route }, index) => ({
      ...channelSettings(`routes[${index}]`, route, main),
      countries,
    })),
    fallbacks: fallbacks.map((fallback, index) =>
      channelSettings(`fallbacks[${index}]`, fallback, main),
    ),
  };
}

export interface Channels {
  readonly main: ChannelSettings;
  readonly routes: readonly ChannelSettings[];
  readonly fallbacks: readonly ChannelSettings[];
}

export const allChannels = ({ main, routes, fallbacks }: Channels): readonly ChannelSettings[] => [
  main,
  ...routes,
  ...fallbacks,
];

function channelSettings(label: string, own: Raw, main?: ChannelSettings): ChannelSettings {
  const site = own.site ?? main?.site ?? 'china';
  const channel = channelOf(own, main) ?? (site === 'international' ? 'international' : 'sms');
  const endpoint = own.endpoint ?? inherited(channel, site, main) ?? publicHost(channel, site);
  return { label, channel, site, endpoint, ...keyOf(own, main), ...wordsOf(own, main) };
}

/** A site of its own brings that site's usual channel, which is nobody's to inherit. */
function channelOf({ site, channel }: Raw, main: ChannelSettings | undefined) {
  if (channel !== undefined && channel !== 'auto') return channel;
  return site === undefined ? main?.channel : undefined;
}

type Words = Pick<ChannelSettings, 'signName' | 'signNames' | 'from' | 'templates'>;

const wordsOf = (own: Raw, main: Words = { templates: [] }): Words => ({
  signName: own.signName ?? main.signName,
  signNames: own.signNames ?? main.signNames,
  from: own.from ?? main.from,
  templates: own.templates ?? main.templates,
});

type Key = Pick<ChannelSettings, 'credentials' | 'accessKeyId' | 'accessKeySecret'>;

/** A key goes together: half of one's own and half of another's is none. */
function keyOf(own: Raw, main: Key | undefined): Key {
  const holder = own.credentials === 'environment' || own.accessKeyId ? own : (main ?? own);
  const { credentials, accessKeyId, accessKeySecret } = holder;
  return { credentials, accessKeyId, accessKeySecret };
}

/** A host of Aliyun's serves one product of one site; a sandbox or a proxy serves them all. */
function inherited(channel: Channel, site: Site, main: ChannelSettings | undefined) {
  if (!main) return undefined;
  const sameProduct = (channel === 'mas') === (main.channel === 'mas') && site === main.site;
  const isAliyun = new URL(main.endpoint).hostname.endsWith('.aliyuncs.com');
  return sameProduct || !isAliyun ? main.endpoint : undefined;
}

export const publicHost = (channel: Channel, site: Site): string =>
  ENDPOINTS[channel === 'mas' ? 'mas' : site];
