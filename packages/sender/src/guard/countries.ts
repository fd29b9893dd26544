import type { RawGuard } from '../settings/schema.ts';

/** Whether the allow-list of destinations refuses a country; one that only watches refuses none. */
export function refusesCountry({ countries, mode }: RawGuard, country: string): boolean {
  return mode !== 'record' && countries?.includes(country) === false;
}
