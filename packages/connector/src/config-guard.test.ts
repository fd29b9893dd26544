import { templateTypeGuard } from '@logto/connector-kit';
import { expect, it, vi } from 'vitest';
import { configGuard } from './config-guard.ts';

const valid = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '示例科技',
  templates: [{ usageType: 'Generic', templateCode: 'SMS_1' }],
};

const hostError = templateTypeGuard.safeParse(undefined).error;

it('valid settings pass', () => {
  expect(configGuard.safeParse(valid).success).toBe(true);
});

it('invalid settings are an error of the host’s own class, with one issue per field', () => {
  const { error } = configGuard.safeParse({
    ...valid,
    signName: '',
    guard: { perNumber: [{ limit: 1 }] },
  });
  expect(error).toBeInstanceOf(hostError?.constructor);
  expect(error?.issues.map(({ path }) => path)).toEqual([['guard', 'perNumber', 0, 'seconds']]);
  const missing = configGuard.safeParse({ ...valid, signName: '' }).error;
  expect(missing?.issues).toMatchObject([
    { path: ['signName'], message: expect.stringMatching(/^is missing\. .* \/ 未填写。/) },
  ]);
});

it('without the host’s class the error still has the issues', async () => {
  vi.resetModules();
  vi.doMock('@logto/connector-kit', () => ({
    templateTypeGuard: { safeParse: () => ({ success: false }) },
  }));
  const { configGuard: guardWithoutHost } = await import('./config-guard.ts');
  vi.doUnmock('@logto/connector-kit');
  const { error } = guardWithoutHost.safeParse({ ...valid, signName: '' });
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(hostError?.constructor);
  expect(error?.issues).toMatchObject([{ path: ['signName'] }]);
});

it('parse returns valid settings, and throws the error of invalid ones', () => {
  expect(configGuard.parse(valid)).toMatchObject({ main: { signName: '示例科技' } });
  expect(() => configGuard.parse({ ...valid, signName: '' })).toThrow(hostError?.constructor);
});
