import { CommandFailure } from '../failure.ts';
import { OWN_FACTORY } from './convert-official.ts';
import { HTTP_SMS_FACTORY } from './http-sms.ts';
import type { ManagementApi } from './management-api.ts';
import type { Settings } from './settings-file.ts';

/** The settings that this project's connector has in Logto. */
export async function ownSettings(logto: ManagementApi): Promise<Settings> {
  const connectors = await logto.connectors();
  const own = connectors.find(({ connectorId }) => connectorId === OWN_FACTORY);
  if (own) return own.config;
  if (connectors.some(({ connectorId }) => connectorId === HTTP_SMS_FACTORY)) {
    throw new CommandFailure(AT_THE_GATEWAY);
  }
  const factories = await logto.connectorFactories();
  throw new CommandFailure(
    factories.some(({ id }) => id === OWN_FACTORY) ? NOT_SET_UP : NOT_INSTALLED,
  );
}

const AT_THE_GATEWAY = {
  en: 'Logto sends through its HTTP SMS connector, and the gateway has the settings. Pass their file with --settings.',
  zh: 'Logto 通过自带的 HTTP SMS 连接器发送，设置在网关上：请用 --settings 指定其文件。',
};

const NOT_SET_UP = {
  en: 'The connector is not set up in Logto yet: run "logto push", or pass a file with --settings.',
  zh: 'Logto 中还没有该连接器：请先运行 logto push，或用 --settings 指定文件。',
};

const NOT_INSTALLED = {
  en: 'The connector is not installed in this Logto: run "logto install", restart Logto, then "logto push".',
  zh: '该 Logto 尚未安装本连接器：请先运行 logto install 并重启 Logto，再运行 logto push。',
};
