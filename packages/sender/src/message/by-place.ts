import type { PhoneNumber } from 'aliyun-sms-client';

/** A value that is set by country or region: the country decides before `china` or `overseas`. */
export function byPlace(
  values: Readonly<Record<string, string>>,
  { country, region }: PhoneNumber,
): string | undefined {
  return values[country] ?? values[region === 'mainland' ? 'china' : 'overseas'];
}
