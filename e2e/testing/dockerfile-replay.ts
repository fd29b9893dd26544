import { execSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import type { Copy, From } from 'dockerfile-ast';
import { z } from 'zod';
import { repository } from './repository.mjs';

/** What `.dockerignore` hides from the build. */
const IGNORED = /(?:^|\/)(?:node_modules|dist|lib|[^/]+\.test\.ts)$/;

const WORKDIR = '/app';

/**
 * Replays the steps of a Dockerfile in folders, one per stage, and returns the last stage's. Nothing is
 * fetched: `npm install` links the packages that are installed here, without development dependencies
 * if it omits them.
 */
export function replay(dockerfile: string, scratch: string): string {
  const folders = new Map<string, string>();
  let image = '';
  const file = DockerfileParser.parse(dockerfile);
  const [froms, copies] = [byLine(file.getFROMs()), byLine(file.getCOPYs())];
  for (const instruction of file.getInstructions()) {
    const { line } = instruction.getRange().start;
    const [from, copied] = [froms.get(line), copies.get(line)];
    if (from) image = startStage(from, folders, scratch);
    else if (copied) copy(copied, folders, image);
    else if (instruction.getKeyword() === 'RUN') {
      const commands = instruction.getArgumentsContent()?.split('&&') ?? [];
      for (const command of commands) run(command.trim(), image);
    }
  }
  return image;
}

function byLine<One extends Copy | From>(instructions: readonly One[]): Map<number, One> {
  return new Map(instructions.map((one) => [one.getRange().start.line, one]));
}

function startStage(from: From, folders: Map<string, string>, scratch: string): string {
  const image = join(scratch, `stage-${folders.size}`);
  mkdirSync(join(image, WORKDIR), { recursive: true });
  const base = folders.get(from.getImage() ?? '');
  if (base !== undefined) cpSync(base, image, { recursive: true, verbatimSymlinks: true });
  folders.set(from.getBuildStage() ?? image, image);
  return image;
}

/** The stage that a COPY copies from, if any; the parser's own method fails with several flags. */
export function stageOf(instruction: Copy): string | undefined {
  const flag = instruction.getFlags().find((one) => one.getName() === 'from');
  return flag?.getValue() ?? undefined;
}

function copy(instruction: Copy, folders: Map<string, string>, image: string): void {
  const stage = stageOf(instruction);
  const from = stage === undefined ? repository : folders.get(stage);
  if (from === undefined) throw new Error(`no stage ${stage}`);
  const words = instruction.getArguments().map((argument) => argument.getValue());
  const target = words.pop() ?? '';
  for (const word of words) {
    const source = join(from, word);
    const folder = join(image, resolve(WORKDIR, target));
    // A file is copied into the target folder, a folder over it.
    const isFile = statSync(source).isFile();
    cpSync(source, isFile && target.endsWith('/') ? join(folder, basename(word)) : folder, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => stage !== undefined || !IGNORED.test(path.slice(repository.length)),
    });
  }
}

function run(command: string, image: string): void {
  const folder = /^mkdir (\/\w+)$/.exec(command)?.[1];
  if (folder !== undefined) mkdirSync(join(image, folder));
  else if (command.startsWith('npm install ')) link(join(image, WORKDIR), command);
  else if (command.startsWith('node ')) execSync(command, { cwd: join(image, WORKDIR) });
  else throw new Error(`The replay does not support this step: ${command}`);
}

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean().default(false), link: z.boolean().default(false) }),
  ),
});

/** Whether a package is in the root's `node_modules`, or in those of a copied workspace. */
function isInImage(path: string, app: string): boolean {
  const home = /^((?:packages\/\w+\/)?)node_modules\/(?:@[^/]+\/)?[^/]+$/.exec(path)?.[1];
  return home !== undefined && existsSync(join(app, home));
}

function link(app: string, command: string): void {
  const { packages } = lockFile.parse(
    JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')),
  );
  const withTools = !command.includes('--omit=dev');
  const workspaces = readdirSync(join(app, 'packages')).map((name) => `packages/${name}`);
  for (const [path, { dev, link: isOwn }] of Object.entries(packages)) {
    const isInstalled = isInImage(path, app) && (withTools || !dev);
    const target = join(repository, path);
    if (isInstalled && !isOwn && existsSync(target)) linkOne(target, join(app, path));
  }
  for (const own of workspaces) {
    const { name } = z
      .object({ name: z.string() })
      .parse(JSON.parse(readFileSync(join(app, own, 'package.json'), 'utf8')));
    linkOne(join('..', own), join(app, 'node_modules', name));
  }
  if (withTools) linkOne(join(repository, 'node_modules/.bin'), join(app, 'node_modules/.bin'));
}

function linkOne(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'junction');
}
