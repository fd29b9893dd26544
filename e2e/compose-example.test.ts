import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CreateConnector, SmsConnector } from '@logto/connector-kit';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { repository } from './testing/repository.mjs';

/**
 * Checks `examples/logto` as far as possible without Docker: the file is valid for compose, and
 * everything it names exists. Keys of compose that the example does not use are refused as well, so that
 * a misspelt one is noticed.
 */

const folder = join(repository, 'examples/logto');
const read = (path: string) => readFileSync(join(repository, path), 'utf8');

const duration = z.string().regex(/^\d+(?:ms|s|m)$/);
const service = z
  .strictObject({
    image: z.string().optional(),
    build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
    command: z.array(z.string()).optional(),
    entrypoint: z.array(z.string()).optional(),
    depends_on: z
      .record(
        z.string(),
        z.strictObject({
          condition: z.enum([
            'service_started',
            'service_healthy',
            'service_completed_successfully',
          ]),
        }),
      )
      .default({}),
    ports: z.array(z.string()).default([]),
    environment: z.record(z.string(), z.string()).default({}),
    volumes: z.array(z.string()).default([]),
    healthcheck: z
      .strictObject({
        test: z.tuple([z.enum(['CMD', 'CMD-SHELL'])], z.string()),
        interval: duration,
        timeout: duration,
        start_period: duration.optional(),
        retries: z.number().int().min(1),
      })
      .optional(),
  })
  .refine(({ image, build }) => (image === undefined) !== (build === undefined), {
    message: 'needs either image or build',
  });

const example = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
    services: z.record(z.string(), service),
  })
  .parse(parse(read('examples/logto/compose.yaml')));

const { services } = example;
const named = Object.entries(services);
const dockerfile = read('Dockerfile');

/** The variables of Logto that an operator may need here. */
const LOGTO_VARIABLES = ['DB_URL', 'REDIS_URL', 'ENDPOINT', 'ADMIN_ENDPOINT', 'TRUST_PROXY_HEADER'];

function serviceOf(name: string): z.infer<typeof service> {
  const found = services[name];
  if (!found) throw new Error(`no service ${name}`);
  return found;
}

describe('the services of the compose example', () => {
  test('are Logto and its dependencies', () => {
    expect(Object.keys(services).toSorted()).toEqual(['logto', 'postgres', 'redis', 'sandbox']);
  });

  test.each(named)('%s is pinned, or built from existing files', (_, { image, build }) => {
    const isPinned = /^[\w./-]+:\d[\w.-]*$/.test(image ?? '');
    const recipe = join(folder, build?.context ?? '', build?.dockerfile ?? '');
    expect(isPinned || (build !== undefined && existsSync(recipe))).toBe(true);
  });

  test.each(named)('%s only waits for services that have a health check', (_, each) => {
    for (const [name, { condition }] of Object.entries(each.depends_on)) {
      const { healthcheck, build } = serviceOf(name);
      const built = build && /^HEALTHCHECK /m.test(dockerfile);
      expect({ name, condition, can: healthcheck !== undefined || built === true }).toEqual({
        name,
        condition: 'service_healthy',
        can: true,
      });
    }
  });

  test('publish each port once, and only to this machine', () => {
    const ports = named.flatMap(([, { ports: own }]) => own);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:(\d+):\1$/);
    expect(new Set(ports).size).toBe(ports.length);
  });
});

describe('Logto in the compose example', () => {
  const logto = serviceOf('logto');
  const mounts = logto.volumes.map((volume) => {
    const [source = '', target = '', mode] = volume.split(':');
    return { source: join(folder, source), target, mode };
  });

  test('only gets variables that it or the connector reads', () => {
    const unknown = Object.keys(logto.environment).filter(
      (name) => !LOGTO_VARIABLES.includes(name) && !name.startsWith('ALIYUN_SMS_'),
    );
    expect(unknown).toEqual([]);
    const source = read('packages/connector/lib/index.js');
    for (const name of Object.keys(logto.environment).filter((own) => own.startsWith('ALIYUN'))) {
      expect(source).toContain(name);
    }
  });

  test('has the host names and passwords of the database and Redis services', () => {
    const database = new URL(logto.environment['DB_URL'] ?? '');
    expect(serviceOf(database.hostname).image).toMatch(/^postgres:/);
    expect(database.password).toBe(serviceOf(database.hostname).environment['POSTGRES_PASSWORD']);
    const redis = new URL(logto.environment['REDIS_URL'] ?? '');
    expect(serviceOf(redis.hostname).image).toMatch(/^redis:/);
    for (const name of [database.hostname, redis.hostname]) {
      expect(logto.depends_on).toHaveProperty(name);
    }
  });

  test('mounts the files of the package read-only where it looks for them', () => {
    const manifest = z
      .object({ name: z.string(), files: z.array(z.string()) })
      .parse(JSON.parse(read('packages/connector/package.json')));
    const home = `/etc/logto/packages/core/connectors/${manifest.name.replaceAll('/', '-')}`;
    for (const { source, target, mode } of mounts) {
      expect(existsSync(source)).toBe(true);
      expect({ target, mode }).toEqual({ target: `${home}/${basename(source)}`, mode: 'ro' });
      expect(dirname(source)).toBe(join(repository, 'packages/connector'));
    }
    // npm always packs the manifest and the README.
    const packed = [
      'package.json',
      'README.md',
      ...manifest.files.map((file) => file.split('/')[0]),
    ];
    const needed = packed.filter((name) => name !== 'LICENSE' && name !== 'src');
    expect(new Set(mounts.map(({ source }) => basename(source)))).toEqual(new Set(needed));
  });

  test('accepts the settings of the example, whose endpoint is a host name that the sandbox allows', async () => {
    const settings: unknown = JSON.parse(read('examples/logto/settings.json'));
    const loaded: { default: CreateConnector<SmsConnector> } = await import(
      join(repository, 'packages/connector/lib/index.js')
    );
    const { configGuard } = await loaded.default({ getConfig: async () => settings });
    expect(configGuard.safeParse(settings)).toMatchObject({ success: true });
    const { endpoint } = z.object({ endpoint: z.url() }).parse(settings);
    const { hostname, port } = new URL(endpoint);
    const { command = [], ports } = serviceOf(hostname);
    expect(command).toEqual(['sandbox', '--host', '0.0.0.0', '--allow-host', hostname]);
    expect(ports).toContain(`127.0.0.1:${port}:${port}`);
    expect(dockerfile).toContain(`EXPOSE ${port}`);
  });
});

describe('the manual steps', () => {
  const guide = read('examples/logto/README.md');
  const settings = z
    .object({
      endpoint: z.string(),
      accessKeyId: z.string(),
      accessKeySecret: z.string(),
      signName: z.string(),
    })
    .parse(JSON.parse(read('examples/logto/settings.json')));

  test('have the same values as the settings', () => {
    const { endpoint, accessKeyId, accessKeySecret, signName } = settings;
    for (const value of [endpoint, `${accessKeyId}\` / \`${accessKeySecret}`, signName]) {
      expect(guide).toContain(`\`${value}\``);
    }
  });

  test('only open ports that the compose file publishes', () => {
    const published = named.flatMap(([, { ports }]) => ports.map((port) => port.split(':')[1]));
    const opened = [...guide.matchAll(/http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/g)];
    expect(opened.length).toBeGreaterThan(2);
    for (const [, port] of opened) expect(published).toContain(port);
  });
});
