import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { APP_ID, APP_SECRET, startLogtoServer, type LogtoServer } from './logto-server.ts';
import { runCommand } from './terminal.ts';

/** The official connector as set up in Logto. */
export const official = {
  id: 'official-1',
  connectorId: 'aliyun-short-message-service',
  type: 'Sms',
  config: {
    accessKeyId: 'testid',
    accessKeySecret: 'testsecret',
    signName: '阿里云短信测试',
    templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_154950909' } }],
  },
};
export const settings = { ...official.config, bareNumbers: 'mainland' };
/** The Selects of Console's form, which these settings do not set, with their defaults. */
export const selects = {
  credentials: 'accessKey',
  bareNumbers: 'countryCode',
  site: 'china',
  channel: 'auto',
};

/** A Logto, and a folder with a settings file, for each test; removed afterwards. */
export function ownLogto() {
  let folder: string;
  let logto: LogtoServer;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
    logto = await startLogtoServer();
    await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  });
  afterEach(async () => {
    await logto.close();
    await rm(folder, { recursive: true });
  });
  const environment = () => ({
    LOGTO_ENDPOINT: logto.url,
    LOGTO_APP_ID: APP_ID,
    LOGTO_APP_SECRET: APP_SECRET,
  });
  return {
    logto: () => logto,
    inFolder: (name = '') => join(folder, name),
    environment,
    run: (...line: string[]) => runCommand(['logto', ...line], { environment: environment() }),
  };
}
