import { OWN_FACTORY } from './convert-official.ts';
import type { ManagementApi } from './management-api.ts';
import type { Settings } from './settings-file.ts';
import { storedSettings } from './stored-settings.ts';

/** Creates this project's connector in Logto, or gives the one that is there these settings: Logto
 *  takes one connector of a kind, and replaces its whole settings. */
export async function saveConnector(
  logto: ManagementApi,
  settings: Settings,
): Promise<{ readonly id: string; readonly created: boolean }> {
  const stored = storedSettings(settings);
  const own = (await logto.connectors()).find(({ connectorId }) => connectorId === OWN_FACTORY);
  if (own) {
    await logto.updateConnector(own.id, stored);
    return { id: own.id, created: false };
  }
  const { id } = await logto.createConnector(OWN_FACTORY, stored);
  return { id, created: true };
}
