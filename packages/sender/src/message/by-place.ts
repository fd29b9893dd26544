import type { PhoneNumber } from 'aliyun-sms-client';

/** A value set by country or region: a country takes precedence over `china` and `overseas`. */
export function byPlace(
  values: Readonly<Record<string, string>>,
  { country, region }: PhoneNumber,
): string | undefined {
  return values[country] ?? values[region === 'mainland' ? 'china' : 'overseas'];
}
