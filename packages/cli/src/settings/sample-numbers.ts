import { getExampleNumber, isSupportedCountry } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import type { ChannelSettings, Settings } from 'aliyun-sms-sender';

/** A number that represents its country. */
export interface SampleNumber {
  /** Digits with country code. */
  readonly msisdn: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Whether the settings are meant for the country: they name it, or have templates for all. */
  readonly named: boolean;
}

const MAINLAND = { msisdn: '8613800138000', country: 'CN' };

/** One of them represents the countries that no setting names. */
const OTHERS = ['GB', 'FR', 'DE', 'JP', 'BR', 'ID', 'ZA'];

/** A number in the mainland, in each country that the settings mention, and in one that they do not. */
export function sampleNumbers(
  settings: Settings,
  channels: readonly ChannelSettings[],
): readonly SampleNumber[] {
  const named = countriesOf(settings, channels);
  const other = OTHERS.find((country) => !named.has(country));
  return [
    { ...MAINLAND, named: isForMainland(settings, channels) },
    ...[...named].flatMap((country) => sampleOf(country, true)),
    ...(other === undefined ? [] : sampleOf(other, false)),
  ];
}

/** Country codes in the settings that do not exist, most likely mistyped. */
export const unknownCountries = (
  settings: Settings,
  channels: readonly ChannelSettings[],
): readonly string[] =>
  [...countriesOf(settings, channels)].filter((country) => !isSupportedCountry(country));

/** Operators who only serve other countries need no templates for the mainland. */
function isForMainland(settings: Settings, channels: readonly ChannelSettings[]): boolean {
  const places = placesOf(settings, channels);
  return (
    places.includes('china') ||
    places.includes(MAINLAND.country) ||
    channels.some(({ templates }) =>
      templates.some(({ templateCode }) => typeof templateCode === 'string'),
    )
  );
}

const countriesOf = (
  settings: Settings,
  channels: readonly ChannelSettings[],
): ReadonlySet<string> =>
  new Set(
    placesOf(settings, channels).filter(
      (place) => /^[A-Z]{2}$/.test(place) && place !== MAINLAND.country,
    ),
  );

/** Every `china`, `overseas` and country in the settings. */
function placesOf(
  { routes, guard }: Settings,
  channels: readonly ChannelSettings[],
): readonly string[] {
  const codes = channels.flatMap(({ templates }) =>
    templates.flatMap(({ templateCode }) =>
      typeof templateCode === 'object' ? Object.keys(templateCode) : [],
    ),
  );
  const names = channels.flatMap(({ signNames }) => Object.keys(signNames));
  const routed = routes.flatMap(({ countries }) => countries);
  return [...codes, ...names, ...routed, ...(guard?.countries ?? [])];
}

function sampleOf(country: string, named: boolean): readonly SampleNumber[] {
  if (!isSupportedCountry(country)) return [];
  const number = getExampleNumber(country, examples);
  return number ? [{ msisdn: number.number.replace('+', ''), country, named }] : [];
}
