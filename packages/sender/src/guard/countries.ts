import type { RawGuard } from '../settings/schema.ts';

/** Whether the list of allowed countries refuses one; in record mode it refuses none. */
export function refusesCountry({ countries, mode }: RawGuard, country: string): boolean {
  return mode !== 'record' && countries?.includes(country) === false;
}
