import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CommandFailure } from './failure.ts';

/** The folder of the connector that was installed with this program; in the repository, its package.
 *  `from`: the module that looks for it. */
export function connectorPackage(from = import.meta.url): string {
  const folder = dirname(manifestPath(from));
  if (existsSync(join(folder, 'lib', 'index.js'))) return folder;
  throw new CommandFailure({
    en: 'The connector is not built: packages/connector/lib/index.js is missing. Run: npm run build',
    zh: '连接器尚未构建：缺少 packages/connector/lib/index.js。请运行：npm run build',
  });
}

function manifestPath(from: string): string {
  try {
    return createRequire(from).resolve('connector-aliyun-sms/package.json');
  } catch (error) {
    throw new CommandFailure(
      {
        en: 'The package connector-aliyun-sms is missing beside aliyun-sms: the installation is incomplete. Install both again.',
        zh: '安装不完整：缺少与 aliyun-sms 一同安装的 connector-aliyun-sms 包。请重新安装两者。',
      },
      { cause: error },
    );
  }
}
