import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CommandFailure } from './failure.ts';

/** The folder of the connector installed with this program; in the repository, its package. `from`:
 *  the module to resolve it from. */
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
        en: 'The installation is incomplete: connector-aliyun-sms, which aliyun-sms requires, is missing. Reinstall both packages.',
        zh: '安装不完整：缺少 aliyun-sms 依赖的 connector-aliyun-sms。请重新安装这两个包。',
      },
      { cause: error },
    );
  }
}
