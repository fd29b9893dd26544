// Type declarations next to the built JavaScript, from one program over all packages that export
// types. Not type-checked, like the transpiled code: `npm run lint` does that.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stamps = join(root, 'node_modules/.cache/aliyun-sms-build');
const typed = ['client', 'sender', 'sandbox', 'gateway'];

export function writeDeclarations() {
  const stamp = join(stamps, 'declarations');
  const current = typed.map((name) => readFileSync(join(stamps, name), 'utf8')).join('\n');
  const exist = typed.every((name) => existsSync(declarationOf(join(sources(name), 'index.ts'))));
  if (exist && existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return;
  console.error('Writing declarations …');
  const { options } = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    { noEmit: false, declaration: true, emitDeclarationOnly: true, noCheck: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: report },
  );
  const files = typed.flatMap(filesOf);
  const program = ts.createProgram(files, options);
  const ours = new Set(files);
  for (const source of program.getSourceFiles()) {
    if (!ours.has(source.fileName)) continue;
    const { diagnostics } = program.emit(source, (_, text) => {
      const path = declarationOf(source.fileName);
      mkdirSync(dirname(path), { recursive: true });
      // Atomically: another process may be packing.
      writeFileSync(`${path}.${process.pid}`, text);
      renameSync(`${path}.${process.pid}`, path);
    });
    diagnostics.forEach(report);
  }
  writeFileSync(stamp, current);
}

const sources = (name) => join(root, 'packages', name, 'src').replaceAll('\\', '/');

function filesOf(name) {
  return readdirSync(sources(name), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|(?:^|\/)testing\//.test(file))
    .map((file) => `${sources(name)}/${file}`);
}

function declarationOf(source) {
  return source.replace(/(packages\/\w+)\/src\/(.*)\.ts$/, '$1/dist/$2.d.ts');
}

function report(diagnostic) {
  console.error(
    ts.formatDiagnostic(diagnostic, {
      ...ts.sys,
      getCanonicalFileName: String,
      getNewLine: () => '\n',
      getCurrentDirectory: () => root,
    }),
  );
  process.exit(1);
}
