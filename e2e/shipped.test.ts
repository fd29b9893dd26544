import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../scripts/shipped.mjs', import.meta.url));

interface Outcome {
  readonly status: number | string | undefined | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(command: string, env: Record<string, string> = {}): Promise<Outcome> {
  const options = { env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, command], options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

test('the bill of materials lists bundled packages but no tools', async () => {
  const { status, stdout } = await run('sbom');
  expect(status).toBe(0);
  const bill: {
    metadata: { component: { name: string } };
    components: { name: string; version: string }[];
  } = JSON.parse(stdout);
  expect(bill.metadata.component.name).toBe('aliyun-sms-for-logto');
  const names = bill.components.map(({ name }) => name);
  const bundled = ['libphonenumber-js', '@redis/client', 'preact', 'uplot'];
  const own = ['aliyun-sms', 'aliyun-sms-client', 'aliyun-sms-sandbox', 'connector-aliyun-sms'];
  expect(names).toEqual(expect.arrayContaining([...bundled, ...own, 'hono', 'commander']));
  expect(bill.components).toContainEqual(
    expect.objectContaining({ name: 'zod', version: '3.24.3' }),
  );
  for (const tool of ['typescript', 'vitest', 'vite', 'esbuild', '@alicloud/pop-core']) {
    expect(names).not.toContain(tool);
  }
});

const cache = mkdtempSync(join(tmpdir(), 'npm-cache-'));
afterAll(() => rmSync(cache, { recursive: true }));

/** A registry that reports vulnerabilities in these packages. */
async function auditWith(vulnerable: readonly string[], status = 200): Promise<Outcome> {
  const advisories = Object.fromEntries(
    vulnerable.map((name, id) => [
      name,
      [
        {
          id,
          url: 'https://example.com',
          title: 'a vulnerability',
          severity: 'high',
          vulnerable_versions: '*',
        },
      ],
    ]),
  );
  const registry = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(request.method === 'POST' ? advisories : packageOf(request.url)));
  }).listen(0, '127.0.0.1');
  await once(registry, 'listening');
  const { port }: AddressInfo = Object(registry.address());
  try {
    const registryUrl = `http://127.0.0.1:${port}`;
    return await run('audit', { npm_config_registry: registryUrl, npm_config_cache: cache });
  } finally {
    registry.close();
  }
}

/** npm looks up whether a newer version of a vulnerable package is fixed. */
function packageOf(url = '') {
  const name = decodeURIComponent(url.slice(1));
  return {
    name,
    'dist-tags': { latest: '99.0.0' },
    versions: { '99.0.0': { name, version: '99.0.0' } },
  };
}

describe('the audit', () => {
  test('names vulnerable packages that ship, bundled ones included', async () => {
    const { status, stdout, stderr } = await auditWith(['hono', 'libphonenumber-js', 'typescript']);
    expect(status).toBe(1);
    expect(stderr).toContain('hono *: high');
    expect(stderr).toContain('libphonenumber-js *: high');
    expect(stderr).not.toContain('typescript');
    expect(stdout).not.toContain('vulnerabilities: 0');
  });

  test('passes if only tools are vulnerable', async () => {
    const { status, stdout } = await auditWith(['typescript']);
    expect(status).toBe(0);
    expect(stdout).toBe('Shipped packages with known vulnerabilities: 0\n');
  });

  test('says that nothing was checked if the registry does not answer', async () => {
    const { status, stderr } = await auditWith([], 405);
    expect(status).toBe(2);
    expect(stderr).toContain('nothing was checked');
    expect(stderr).toContain('405');
    expect(stderr).toContain('npm_config_registry=');
  });
});
