import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
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

test.each(uses)('$file pins $action by its commit and says which version that is', ({ action }) => {
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

test.each(readdirSync(folder))('%s may read the repository, and write nowhere', (file) => {
  const { permissions: own, jobs } = read(file);
  expect(own).toEqual({ contents: 'read' });
  for (const [name, job] of Object.entries(jobs)) {
    // The identity for npm, which is no access to the repository, is the publishing job's alone.
    const isPublishing = file === 'release.yml' && name === 'publish';
    const wanted = isPublishing ? { contents: 'read', 'id-token': 'write' } : undefined;
    expect(job.permissions).toEqual(wanted);
    const checkouts = job.steps.filter(({ uses: action }) =>
      action?.startsWith('actions/checkout@'),
    );
    expect(checkouts).toHaveLength(1);
    expect(checkouts[0]?.with).toMatchObject({ 'persist-credentials': false });
  }
});

const scratch = mkdtempSync(join(tmpdir(), 'release-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test.runIf(process.platform !== 'win32')(
  'the release says of each package where it comes from, before it is published with provenance',
  () => {
    const step = read('release.yml').jobs['publish']?.steps.find(({ run }) =>
      run?.includes('npm publish'),
    );
    const names = ['client', 'sandbox', 'connector', 'cli'];
    for (const name of names) {
      mkdirSync(join(scratch, 'packages', name), { recursive: true });
      const manifest = join('packages', name, 'package.json');
      copyFileSync(join(repository, manifest), join(scratch, manifest));
    }
    copyFileSync(join(repository, 'package.json'), join(scratch, 'package.json'));
    // The registry is left out: what would be published is written down instead.
    const npm = execFileSync('which', ['npm'], { encoding: 'utf8' }).trim();
    const told = join(scratch, 'published');
    writeFileSync(
      join(scratch, 'npm'),
      `#!/bin/sh\nif [ "$1" = publish ]; then echo "$@" >> '${told}'; else exec '${npm}' "$@"; fi\n`,
      { mode: 0o755 },
    );
    const url = (step?.env?.['REPOSITORY'] ?? '')
      .replace('${{ github.server_url }}', 'https://example.com')
      .replace('${{ github.repository }}', 'somebody/fork');
    execFileSync('bash', ['-e', '-c', step?.run ?? ''], {
      cwd: scratch,
      env: {
        ...process.env,
        PATH: `${scratch}${delimiter}${process.env['PATH']}`,
        REPOSITORY: url,
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
      });
    }
    expect(readFileSync(told, 'utf8').trim().split('\n')).toEqual(
      names.map((name) => `publish --workspace packages/${name} --provenance --access public`),
    );
  },
  60_000,
);
