import { readFileSync } from 'node:fs';
import * as apps from 'kubernetes-models/apps/v1';
import * as policy from 'kubernetes-models/policy/v1';
import * as core from 'kubernetes-models/v1';
import { createGateway } from 'aliyun-sms-gateway';
import { expect, test, vi } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

/**
 * The manifests against the schema of the API, as `kubernetes-models` has generated it from the
 * OpenAPI document of Kubernetes. That a cluster runs them is not shown here.
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

test('there are two replicas, a service and a budget for disruptions', () => {
  expect(manifests.map(({ kind }) => kind)).toEqual([
    'Deployment',
    'Service',
    'PodDisruptionBudget',
  ]);
  expect(manifests[0]).toMatchObject({ spec: { replicas: 2 } });
});

test.each(manifests)('the $kind is one by the schema of the API', (one) => {
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

test('the gateway of the compose file starts with its settings and secrets', () => {
  const services = z.object({
    services: z.object({
      gateway: z.looseObject({
        environment: z.record(z.string(), z.string()),
        volumes: z.array(z.string()),
      }),
    }),
  });
  const { gateway } = services.parse(parse(read('compose.yaml'))).services;
  const [settings = ''] = gateway.volumes[0]?.split(':') ?? [];
  vi.stubEnv('ALIYUN_SMS_REDIS_URL', gateway.environment['ALIYUN_SMS_REDIS_URL'] ?? '');
  const options = {
    settings: JSON.parse(read(settings)) as unknown,
    environment: gateway.environment,
  };
  expect(() => createGateway(options)).not.toThrow();
  vi.unstubAllEnvs();
});
