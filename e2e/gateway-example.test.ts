import { readFileSync } from 'node:fs';
import * as apps from 'kubernetes-models/apps/v1';
import * as policy from 'kubernetes-models/policy/v1';
import * as core from 'kubernetes-models/v1';
import { createGateway } from 'aliyun-sms-gateway';
import { expect, test, vi } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

/**
 * Validates the manifests against the API's schema, which `kubernetes-models` generates from the OpenAPI
 * document of Kubernetes. Does not show that a cluster runs them.
 */

const folder = new URL('../examples/gateway/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');

const manifest = z.looseObject({
  kind: z.enum(['Deployment', 'Service', 'PodDisruptionBudget']),
  metadata: z.object({ name: z.string() }),
});
const KINDS = {
  Deployment: apps.Deployment,
  Service: core.Service,
  PodDisruptionBudget: policy.PodDisruptionBudget,
};

const manifests = parseAllDocuments(read('kubernetes.yaml')).map((document) =>
  manifest.parse(document.toJS()),
);

const validate = ({ kind, ...rest }: z.output<typeof manifest>) =>
  z
    .instanceof(KINDS[kind])
    .parse(Reflect.construct(KINDS[kind], [rest]))
    .validate();

test('there are two replicas, a service and a disruption budget', () => {
  expect(manifests.map(({ kind }) => kind)).toEqual([
    'Deployment',
    'Service',
    'PodDisruptionBudget',
  ]);
  expect(manifests[0]).toMatchObject({ spec: { replicas: 2 } });
});

test.each(manifests)('the $kind is valid according to the API’s schema', (one) => {
  expect(() => validate(one)).not.toThrow();
});

test.each([
  ['replicas', { replicas: 'two' }],
  ['template', { template: 7 }],
])('a mistake in its %s would be noticed', (_, spec) => {
  const [deployment] = manifests;
  if (deployment === undefined) throw new TypeError('no manifest');
  const own = z.object({}).loose().parse(deployment['spec']);
  expect(() => validate({ ...deployment, spec: { ...own, ...spec } })).toThrow(/replicas|template/);
});

const service = z.looseObject({
  image: z.string().optional(),
  build: z.object({ context: z.string() }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.unknown().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
});
const compose = read('compose.yaml');
const { services } = z.object({ services: z.record(z.string(), service) }).parse(parse(compose));
const serviceOf = (name: string) => service.parse(services[name]);

test('the compose file has an unmodified Logto, and everything that it and the gateway need', () => {
  expect(Object.keys(services).toSorted()).toEqual([
    'gateway',
    'logto',
    'postgres',
    'redis',
    'sandbox',
  ]);
  expect(serviceOf('logto')).toMatchObject({
    volumes: [],
    image: expect.stringMatching(/:1\.\d+$/),
  });
  for (const each of Object.values(services).map((one) => service.parse(one))) {
    for (const port of each.ports) expect(port).toMatch(/^127\.0\.0\.1:(\d+):\1$/);
    for (const name of Object.keys(each.depends_on)) {
      // The image built here has its own health check.
      const { healthcheck, build } = serviceOf(name);
      expect({ name, can: healthcheck !== undefined || build !== undefined }).toEqual({
        name,
        can: true,
      });
    }
  }
  const database = new URL(serviceOf('logto').environment['DB_URL'] ?? '');
  const { POSTGRES_PASSWORD } = serviceOf(database.hostname).environment;
  expect(database.password).toBe(POSTGRES_PASSWORD);
});

test('the commands in the compose file use its own port and token', () => {
  const [, name = '', port = ''] = /--gateway http:\/\/(\w+):(\d+)/.exec(compose) ?? [];
  const { ports, environment } = serviceOf(name);
  expect(ports).toEqual([`127.0.0.1:${port}:${port}`]);
  const [, token] = /export ALIYUN_SMS_GATEWAY_TOKEN=(\S+)/.exec(compose) ?? [];
  expect(environment['ALIYUN_SMS_GATEWAY_TOKEN']).toBe(token);
});

test('the gateway of the compose file starts with its settings and secrets', () => {
  const gateway = serviceOf('gateway');
  const [settings = ''] = gateway.volumes[0]?.split(':') ?? [];
  vi.stubEnv('ALIYUN_SMS_REDIS_URL', gateway.environment['ALIYUN_SMS_REDIS_URL'] ?? '');
  const options = {
    settings: JSON.parse(read(settings)) as unknown,
    environment: gateway.environment,
  };
  expect(() => createGateway(options)).not.toThrow();
  vi.unstubAllEnvs();
});
