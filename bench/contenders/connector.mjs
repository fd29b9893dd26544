import createConnector from '../../packages/connector/lib/index.js';
import { hostSettings, logtoMessage, logtoSettings } from '../message.mjs';

/** As Logto's core does: the connector is built anew for each send, and reads its settings. */
export function prepare(endpoint) {
  const getConfig = hostSettings({ ...logtoSettings, endpoint });
  return async () => {
    const connector = await createConnector({ getConfig });
    await connector.sendMessage(logtoMessage);
  };
}
