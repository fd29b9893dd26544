import { OWN_FACTORY } from './convert-official.ts';
import type { ManagementApi } from './management-api.ts';
import type { Settings } from './settings-file.ts';
import { storedSettings } from './stored-settings.ts';

interface Saved {
  readonly id: string;
  readonly created: boolean;
}

/** Saves the settings of this project's connector in Logto. */
export const saveConnector = (logto: ManagementApi, settings: Settings): Promise<Saved> =>
  saveConnectorOf(logto, OWN_FACTORY, storedSettings(settings));

/** Creates the connector in Logto, or replaces the settings of the existing one: Logto allows one
 *  connector per factory, and replaces its settings as a whole. */
export async function saveConnectorOf(
  logto: ManagementApi,
  factory: string,
  config: Settings,
): Promise<Saved> {
  const existing = (await logto.connectors()).find(({ connectorId }) => connectorId === factory);
  if (existing) {
    await logto.updateConnector(existing.id, config);
    return { id: existing.id, created: false };
  }
  const { id } = await logto.createConnector(factory, config);
  return { id, created: true };
}
