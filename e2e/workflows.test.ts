import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { repository } from './testing/repository.mjs';

const folder = new URL('../.github/workflows/', import.meta.url);
const uses = readdirSync(folder).flatMap((file) =>
  [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^\s*(?:- )?uses:\s*(.+)$/gm)].map(
    ([, action]) => ({ file, action }),
  ),
);

test('the workflows use actions', () => {
  expect(uses.length).toBeGreaterThan(0);
});

test.each(uses)('$file pins $action by commit, with its version', ({ action }) => {
  expect(action).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/);
});

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const workflow = z.object({
  permissions,
  jobs: z.record(
    z.string(),
    z.object({
      permissions: permissions.optional(),
      steps: z.array(
        z.object({
          uses: z.string().optional(),
          run: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
          env: z.record(z.string(), z.string()).optional(),
        }),
      ),
    }),
  ),
});
const read = (file: string) => workflow.parse(parse(readFileSync(new URL(file, folder), 'utf8')));

/** The permissions of single jobs beyond reading. */
const more: Readonly<Record<string, object>> = {
  // The identity for npm, which gives no access to the repository.
  'release.yml publish': { contents: 'read', 'id-token': 'write' },
  'release.yml assets': { contents: 'write' },
  'codeql.yml analyze': { contents: 'read', 'security-events': 'write' },
};

test.each(readdirSync(folder))(
  '%s may only read the repository, apart from listed exceptions',
  (file) => {
    const { permissions: own, jobs } = read(file);
    expect(own).toEqual({ contents: 'read' });
    for (const [name, job] of Object.entries(jobs)) {
      expect(job.permissions).toEqual(more[`${file} ${name}`]);
      const checkouts = job.steps.filter(({ uses: action }) =>
        action?.startsWith('actions/checkout@'),
      );
      expect(checkouts).toHaveLength(1);
      expect(checkouts[0]?.with).toMatchObject({ 'persist-credentials': false });
    }
  },
);

const repositoryFile = (path: string) => readFileSync(join(repository, path), 'utf8');

test('what the workflows run exists', () => {
  const { scripts } = JSON.parse(repositoryFile('package.json'));
  const commands = readdirSync(folder).flatMap((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    return [...text.matchAll(/\bnpm run (\S+)|\bnode ([\w/]+\.mjs)|(?<=run: )(\.ci\/\w+)/g)];
  });
  expect(commands.length).toBeGreaterThan(15);
  for (const [command, script, ...paths] of commands) {
    const path = paths.find((one) => one !== undefined);
    const isThere =
      script === undefined ? existsSync(join(repository, path ?? '')) : script in scripts;
    expect([command, isThere]).toEqual([command, true]);
  }
});

test('every push is tested on all supported versions of Node.js, with coverage, and on other systems', () => {
  const text = readFileSync(new URL('ci.yml', folder), 'utf8');
  expect(parse(text)).toMatchObject({
    on: { push: null, pull_request: null },
    jobs: {
      test: {
        strategy: { matrix: { include: [{ node: '20.19' }, { options: '--coverage' }, {}] } },
      },
      systems: { strategy: { matrix: { system: ['macos-latest', 'windows-latest'] } } },
    },
  });
});

test.each([
  ['nightly.yml', ['npm run soak', 'node bench/growth.mjs', 'npm run lab']],
  ['weekly.yml', ['npm run mutation']],
])('%s runs on a schedule and manually', (file, commands) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  expect(parse(text)).toMatchObject({
    on: {
      schedule: [{ cron: expect.stringMatching(/^(?:[\d*]+ ){4}[\d*]$/) }],
      workflow_dispatch: null,
    },
  });
  for (const command of commands) expect(text).toContain(command);
});

test('the other files for GitHub and editors are valid', () => {
  for (const path of [
    'dependabot.yml',
    ...['bug.yml', 'idea.yml'].map((name) => `ISSUE_TEMPLATE/${name}`),
  ]) {
    expect(parse(repositoryFile(`.github/${path}`))).toBeTypeOf('object');
  }
  const { engines } = JSON.parse(repositoryFile('package.json'));
  expect(engines.node).toContain(`>=${repositoryFile('.nvmrc').trim()}.`);
  const container = JSON.parse(repositoryFile('.devcontainer/devcontainer.json'));
  expect(container.image).toContain(`:${repositoryFile('.nvmrc').trim()}`);
});

const scratch = mkdtempSync(join(tmpdir(), 'release-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test.runIf(process.platform !== 'win32')(
  'the release writes the repository into each manifest before publishing with provenance',
  () => {
    const step = read('release.yml').jobs['publish']?.steps.find(({ run }) =>
      run?.includes('npm publish'),
    );
    const names = ['client', 'sender', 'sandbox', 'gateway', 'connector', 'cli'];
    for (const name of names) {
      mkdirSync(join(scratch, 'packages', name), { recursive: true });
      const manifest = join('packages', name, 'package.json');
      copyFileSync(join(repository, manifest), join(scratch, manifest));
    }
    copyFileSync(join(repository, 'package.json'), join(scratch, 'package.json'));
    // Without a registry: records what would be published.
    const npm = execFileSync('which', ['npm'], { encoding: 'utf8' }).trim();
    const published = join(scratch, 'published');
    writeFileSync(
      join(scratch, 'npm'),
      `#!/bin/sh\nif [ "$1" = publish ]; then echo "$@" >> '${published}'; else exec '${npm}' "$@"; fi\n`,
      { mode: 0o755 },
    );
    const url = (step?.env?.['HOME_PAGE'] ?? '')
      .replace('${{ github.server_url }}', 'https://example.com')
      .replace('${{ github.repository }}', 'somebody/fork');
    execFileSync('bash', ['-e', '-c', step?.run ?? ''], {
      cwd: scratch,
      env: {
        ...process.env,
        PATH: `${scratch}${delimiter}${process.env['PATH']}`,
        HOME_PAGE: url,
      },
    });
    for (const name of names) {
      const manifest: unknown = JSON.parse(
        readFileSync(join(scratch, 'packages', name, 'package.json'), 'utf8'),
      );
      expect(manifest).toMatchObject({
        repository: {
          type: 'git',
          url: 'git+https://example.com/somebody/fork.git',
          directory: `packages/${name}`,
        },
        homepage: 'https://example.com/somebody/fork#readme',
        bugs: { url: 'https://example.com/somebody/fork/issues' },
      });
    }
    expect(readFileSync(published, 'utf8').trim().split('\n')).toEqual(
      names.map((name) => `publish --workspace packages/${name} --provenance --access public`),
    );
  },
  60_000,
);
