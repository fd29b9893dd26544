import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import semver from 'semver';
import { z } from 'zod';
import { CommandFailure, usageFailure } from '../../failure.ts';
import { OWN_FACTORY } from '../../logto/convert-official.ts';

const manifestShape = z.looseObject({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
});
type Manifest = z.infer<typeof manifestShape>;

const KIT = '@logto/connector-kit';

/** A Logto on this machine, or a folder that is mounted into one. */
export interface Installation {
  /** Where Logto looks for connectors. */
  readonly connectors: string;
  /** Version of the host's kit; unknown for a mounted folder. */
  readonly kitVersion: string | undefined;
}

/** Finds Logto's connectors folder: in a source tree or an image (`packages/core/connectors`), in
 *  its core package, or the folder itself if it is mounted into a container. */
export async function findInstallation(folder: string): Promise<Installation> {
  const root = resolve(folder);
  for (const core of [join(root, 'packages', 'core'), root]) {
    // oxlint-disable-next-line no-await-in-loop
    const manifest = await lookForManifest(core);
    if (manifest?.name === '@logto/core') {
      const connectors = join(core, 'connectors');
      // oxlint-disable-next-line no-await-in-loop
      const kit = await lookForManifest(join(core, 'node_modules', KIT));
      return { connectors, kitVersion: kit?.version };
    }
  }
  if (await holdsConnectorsOnly(root)) {
    return { connectors: root, kitVersion: undefined };
  }
  throw usageFailure({
    en: `${root} is not a Logto installation: expected its source tree or image (packages/core), its core package, or a folder that contains only connectors.`,
    zh: `${root} 不是 Logto：应为其源码树或镜像目录（packages/core）、core 包，或只存放连接器的目录。`,
  });
}

async function holdsConnectorsOnly(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => undefined);
  const visible = names?.filter((name) => !name.startsWith('.'));
  return visible?.every((name) => existsSync(join(folder, name, 'package.json'))) === true;
}

/** Throws if Logto would skip the connector, or refuse all connectors because of it. */
export async function checkFit(
  { connectors, kitVersion }: Installation,
  connector: Manifest,
): Promise<void> {
  const range = connector.dependencies[KIT] ?? '';
  if (kitVersion !== undefined && !semver.satisfies(kitVersion, range)) {
    throw new CommandFailure({
      en: `This Logto has ${KIT} ${kitVersion}, but the connector requires ${range}: Logto would skip it. Nothing was changed.`,
      zh: `该 Logto 的 ${KIT} 版本为 ${kitVersion}，而连接器需要 ${range}：Logto 会跳过它。没有做任何改动。`,
    });
  }
  const twin = await findTwin(connectors, folderName(connector));
  if (twin === undefined) return;
  throw new CommandFailure({
    en: `${twin} has the same id "${OWN_FACTORY}": with two of them, Logto refuses all connectors. Remove it first. Nothing was changed.`,
    zh: `${twin} 使用了相同的 id“${OWN_FACTORY}”：两个并存时 Logto 会拒绝所有连接器。请先移除它。没有做任何改动。`,
  });
}

/** Another folder with our id, which is searched in the built code: a foreign connector is not run. */
async function findTwin(connectors: string, own: string): Promise<string | undefined> {
  const names = existsSync(connectors) ? await readdir(connectors) : [];
  for (const name of names.filter((other) => other !== own && !other.startsWith('.'))) {
    const entry = join(connectors, name, 'lib', 'index.js');
    // oxlint-disable-next-line no-await-in-loop
    const text = existsSync(entry) ? await readFile(entry, 'utf8') : '';
    if (SAME_ID.test(text)) return join(connectors, name);
  }
  return undefined;
}

const SAME_ID = new RegExp(`\\bid:\\s*["'\`]${OWN_FACTORY}["'\`]`);

/** The folder name that Logto's own installer uses for a package. */
export const folderName = ({ name }: Manifest): string => name.replaceAll('/', '-');

/** Throws if there is no valid manifest. */
export async function readManifest(folder: string): Promise<Manifest> {
  return manifestShape.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
}

const lookForManifest = async (folder: string): Promise<Manifest | undefined> =>
  readManifest(folder).catch(() => undefined);
