import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Action, Context } from '../../command.ts';
import { connectorPackage } from '../../connector-package.ts';
import { CommandFailure, systemCode } from '../../failure.ts';
import { checkFit, findInstallation, folderName, readManifest } from './installation.ts';
import { putConnector, removeConnector } from './put-connector.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const [folder = '.'] = context.arguments;
  const source = connectorPackage();
  const manifest = await readManifest(source);
  const installation = await findInstallation(folder);
  const target = join(installation.connectors, folderName(manifest));
  if (options.flag('uninstall')) return uninstall(context, target);
  await checkFit(installation, manifest);
  const replaced = existsSync(target);
  await guarded(target, () => putConnector(source, target));
  output.result({ installed: target, version: manifest.version, replaced });
  output.print({
    en: `✓ ${manifest.name} ${manifest.version} ${replaced ? 'replaced' : 'installed'} in ${target}. Restart Logto: it only loads connectors at startup.`,
    zh: `✓ 已${replaced ? '更新' : '安装'} ${manifest.name} ${manifest.version}：${target}。请重启 Logto：它只在启动时加载连接器。`,
  });
  if (installation.kitVersion === undefined) {
    output.print({
      en: '  This folder does not show which connector-kit Logto has: check with "doctor --logto" whether Logto has loaded it.',
      zh: '  无法从该目录得知 Logto 的 connector-kit 版本：可用 doctor --logto 确认是否已加载。',
    });
  }
  return 0;
};

async function uninstall({ output }: Context, target: string): Promise<number> {
  const removed = existsSync(target);
  if (removed) await guarded(target, () => removeConnector(target));
  output.result({ removed: removed ? target : null });
  output.print(
    removed
      ? { en: `✓ Removed ${target}. Restart Logto.`, zh: `✓ 已移除 ${target}。请重启 Logto。` }
      : { en: `${target} does not exist.`, zh: `${target} 不存在。` },
  );
  return 0;
}

/** A folder that cannot be written is not a bug of this program. */
async function guarded(target: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = systemCode(error);
    throw new CommandFailure(
      {
        en: `${target} cannot be written (${code}). Nothing was changed. Check the permissions and the free disk space.`,
        zh: `无法写入 ${target}（${code}）。没有做任何改动。请检查写入权限和磁盘剩余空间。`,
      },
      { cause: error },
    );
  }
}
