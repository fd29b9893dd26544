// The declarations of types beside the built JavaScript, from one program over all packages that
// export any. Unchecked, like the transpiling: that is what `npm run lint` is for.
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
  const wanted = typed.map((name) => readFileSync(join(stamps, name), 'utf8')).join('\n');
  const isThere = typed.every((name) => existsSync(declarationOf(join(sources(name), 'index.ts'))));
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Writing declarations …');
  const { options } = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    { noEmit: false, declaration: true, emitDeclarationOnly: true, noCheck: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: report },
  );
  const files = typed.flatMap(filesOf);
  const program = ts.createProgram(files, options);
  const wantedFiles = new Set(files);
  for (const source of program.getSourceFiles()) {
    if (!wantedFiles.has(source.fileName)) continue;
    const { diagnostics } = program.emit(source, (_, text) => {
      const path = declarationOf(source.fileName);
      mkdirSync(dirname(path), { recursive: true });
      // Whole at every moment: another process may be packing.
      writeFileSync(`${path}.${process.pid}`, text);
      renameSync(`${path}.${process.pid}`, path);
    });
    diagnostics.forEach(report);
  }
  writeFileSync(stamp, wanted);
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
