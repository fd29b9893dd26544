import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The condition under which a package's exports point to its source. */
const SOURCE = 'aliyun-sms-source';

/** What a program can import from a package: every exported name and its kind, by entry point. */
export function apiSurface(folder: string): string {
  const entries = entryPoints(folder);
  const program = ts.createProgram([...entries.values()], {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: [SOURCE],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const sections = [...entries].map(([specifier, file]) => {
    const source = program.getSourceFile(file);
    const symbol = source && checker.getSymbolAtLocation(source);
    if (symbol === undefined) throw new Error(`${file} exports nothing.`);
    const lines = checker.getExportsOfModule(symbol).map((name) => describe(name, checker));
    return [`## ${specifier}`, '', ...lines.toSorted(), ''].join('\n');
  });
  return sections.join('\n');
}

/** Import specifier to source file. */
function entryPoints(folder: string): Map<string, string> {
  const { name, exports }: { name: string; exports: Record<string, unknown> } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const entries = new Map<string, string>();
  for (const [path, target] of Object.entries(exports)) {
    const source = sourceOf(target) ?? (path === '.' ? './src/index.ts' : undefined);
    if (source !== undefined && existsSync(join(folder, source))) {
      entries.set(name + path.slice(1), join(folder, source));
    }
  }
  return entries;
}

function sourceOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  const source: unknown = Object.entries(target).find(([condition]) => condition === SOURCE)?.[1];
  return typeof source === 'string' ? source : undefined;
}

function describe(exported: ts.Symbol, checker: ts.TypeChecker): string {
  const symbol =
    exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const { flags } = symbol;
  if (flags & ts.SymbolFlags.Class) return `class ${exported.name}`;
  if (flags & ts.SymbolFlags.Interface) {
    const members = checker.getDeclaredTypeOfSymbol(symbol).getProperties().map(memberName);
    return `interface ${exported.name} { ${members.join('; ')} }`;
  }
  if (flags & ts.SymbolFlags.TypeAlias) return `type ${exported.name}`;
  const { NoTruncation } = ts.TypeFormatFlags;
  const type = checker.typeToString(checker.getTypeOfSymbol(symbol), undefined, NoTruncation);
  const kind = flags & ts.SymbolFlags.Function ? 'function' : 'const';
  return `${kind} ${exported.name}: ${type}`;
}

function memberName(member: ts.Symbol): string {
  return member.flags & ts.SymbolFlags.Optional ? `${member.name}?` : member.name;
}
