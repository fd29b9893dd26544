// A stand-in for Logto's core around its real loader: started as a child process in `packages/core` of a
// Logto installation (see logto-installation.ts), it loads all connectors there, stores settings as core
// does, and answers messages from its parent one at a time.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectorError, validateConfig } from '@logto/connector-kit';
import { shownByLogto } from './shown-by-logto.mjs';

const { buildRawConnector, loadConnectorFactories } = await import(process.env.LOGTO_LOADER);

const connectors = join(import.meta.dirname, 'connectors');
const folders = readdirSync(connectors).map((name) => ({ name, path: join(connectors, name) }));
const factories = await loadConnectorFactories(folders, false);
const stored = new Map();

const requests = {
  factories: () => factories.map(({ metadata, type }) => ({ metadata, type })),

  /** Like `POST /api/connectors`: refuses what the connector's guard refuses. */
  save({ id, config }) {
    validateConfig(config, factoryOf(id).configGuard);
    stored.set(id, config);
  },

  /** For settings that were saved when the guard still accepted them. */
  store: ({ id, config }) => void stored.set(id, config),

  /** Builds the connector anew for each send. `config` is what Console's "Send" passes. */
  async send({ id, data, config }) {
    const { rawConnector } = await buildRawConnector(factoryOf(id), async () => stored.get(id));
    await rawConnector.sendMessage(data, config);
  },
};

function factoryOf(id) {
  return factories.find(({ metadata }) => metadata.id === id);
}

function describeFailure(error) {
  const { name, message, code } = error;
  const ofHost = error instanceof ConnectorError;
  return { ofHost, name, message, code, shown: shownByLogto(error) };
}

async function answer({ request, ...input }) {
  try {
    process.send({ value: await requests[request](input) });
  } catch (error) {
    process.send({ failure: describeFailure(error) });
  }
}

process.on('message', (message) => void answer(message));
process.send({ value: 'ready' });
