import createConnector from '../../packages/connector/lib/index.js';
import { logtoMessage, logtoSettings } from '../message.mjs';

const limit = 1_000_000_000;
const day = 86_400;

/** The connector with every window of the guard, stored in Redis; if the store fails, the run fails. */
const guard = {
  store: 'redis',
  onStoreFailure: 'deny',
  perNumber: [
    { limit, seconds: 60 },
    { limit, seconds: 3600 },
    { limit, seconds: day },
  ],
  perIp: [{ limit, seconds: 3600 }],
  perPrefix: [{ limit, seconds: 3600 }],
  perCountry: [{ limit, seconds: 3600 }],
  total: [{ limit, seconds: day }],
};

export function prepare(endpoint) {
  const settings = { ...logtoSettings, endpoint, guard };
  const getConfig = async () => structuredClone(settings);
  const message = { ...logtoMessage, ip: '203.0.113.7' };
  return async () => {
    const connector = await createConnector({ getConfig });
    await connector.sendMessage(message);
  };
}
