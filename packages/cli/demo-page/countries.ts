/** Countries and regions to choose from, with an example number. The host accepts all others too, typed
 *  with their country code. */
export const countries = [
  { country: 'CN', prefix: '86', example: '138 0013 8000' },
  { country: 'HK', prefix: '852', example: '6832 6366' },
  { country: 'MO', prefix: '853', example: '6612 3456' },
  { country: 'TW', prefix: '886', example: '912 345 678' },
  { country: 'SG', prefix: '65', example: '8123 4567' },
  { country: 'MY', prefix: '60', example: '12 345 6789' },
  { country: 'JP', prefix: '81', example: '90 1234 5678' },
  { country: 'KR', prefix: '82', example: '10 2000 0000' },
  { country: 'US', prefix: '1', example: '415 555 0123' },
  { country: 'GB', prefix: '44', example: '7400 123456' },
  { country: 'DE', prefix: '49', example: '1512 3456789' },
  { country: 'AU', prefix: '61', example: '412 345 678' },
] as const;

export type Country = (typeof countries)[number];

export const flag = (country: string): string =>
  String.fromCodePoint(0x1f1a5 + country.charCodeAt(0), 0x1f1a5 + country.charCodeAt(1));

export const countryName = (country: string, language: string): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;
