import createConnector from '../../packages/connector/lib/index.js';
import { hostSettings, logtoMessage, logtoSettings } from '../message.mjs';

/** Like Logto's core: creates the connector for each send, which then reads its settings. */
export function prepare(endpoint) {
  const getConfig = hostSettings({ ...logtoSettings, endpoint });
  return async () => {
    const connector = await createConnector({ getConfig });
    await connector.sendMessage(logtoMessage);
  };
}
