import { OWN_FACTORY } from './convert-official.ts';
import type { ManagementApi } from './management-api.ts';
import type { Settings } from './settings-file.ts';
import { storedSettings } from './stored-settings.ts';

interface Saved {
  readonly id: string;
  readonly created: boolean;
}

/** Gives this project's connector in Logto these settings. */
export const saveConnector = (logto: ManagementApi, settings: Settings): Promise<Saved> =>
  saveConnectorOf(logto, OWN_FACTORY, storedSettings(settings));

/** Creates the connector of that kind in Logto, or gives the one that is there these settings: Logto
 *  takes one connector of a kind, and replaces its whole settings. */
export async function saveConnectorOf(
  logto: ManagementApi,
  factory: string,
  config: Settings,
): Promise<Saved> {
  const known = (await logto.connectors()).find(({ connectorId }) => connectorId === factory);
  if (known) {
    await logto.updateConnector(known.id, config);
    return { id: known.id, created: false };
  }
  const { id } = await logto.createConnector(factory, config);
  return { id, created: true };
}
