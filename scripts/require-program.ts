import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that tests need but npm cannot install: their possible names, and how to install them. */
const programs = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    install: 'apt-get install chromium',
  },
  'redis-server': {
    names: ['redis-server', 'valkey-server'],
    install: 'apt-get install redis-server',
  },
  promtool: {
    names: ['promtool'],
    install: 'apt-get install prometheus',
  },
  script: {
    names: ['script'],
    install: 'apt-get install bsdutils',
  },
  zsh: { names: ['zsh'], install: 'apt-get install zsh' },
  fish: { names: ['fish'], install: 'apt-get install fish' },
};

/**
 * Finds an installed program that a test file needs. If it is `absent`, the file skips its suites; the
 * reason and the install command have then been written to stderr. With `REQUIRE_ALL_TESTS=1`, which
 * `.ci/run` sets, a missing program throws instead, so that the file fails:
 *
 * ```ts
 * const chromium = requireProgram('chromium');
 * describe.skipIf(chromium.absent)('the inbox page', () => {
 *   beforeAll(async () => { browser = await launch({ executablePath: chromium.path }); });
 * ```
 */
export function requireProgram(name: keyof typeof programs): { path: string; absent: boolean } {
  const { names, install } = programs[name];
  const path = find(names);
  if (path !== undefined) return { path, absent: false };
  const reason = `${name} is not installed. To install it: ${install}`;
  if (process.env['REQUIRE_ALL_TESTS'] === '1') throw new Error(reason);
  process.stderr.write(`Skipped: ${reason}\n`);
  return { path: '', absent: true };
}

function find(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
