import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { copyOfficialConnector } from '../../e2e/testing/official-connector.mjs';
import { hostSettings, logtoMessage, logtoSettings } from '../message.mjs';

const getConfig = hostSettings(logtoSettings);

/** Like Logto's core: creates the connector for each send, which then reads its settings. */
export async function prepare(endpoint) {
  const folder = mkdtempSync(join(tmpdir(), 'official-connector-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  copyOfficialConnector(folder, endpoint);
  const { default: createConnector } = await import(pathToFileURL(join(folder, 'lib/index.js')));
  return async () => {
    const connector = await createConnector({ getConfig });
    await connector.sendMessage(logtoMessage);
  };
}
