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

it('wrong settings are an error of the host’s own class, one issue a field', () => {
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

it('where the host’s class cannot be had, the issues are there all the same', async () => {
  vi.resetModules();
  vi.doMock('@logto/connector-kit', () => ({
    templateTypeGuard: { safeParse: () => ({ success: false }) },
  }));
  const { configGuard: lonely } = await import('./config-guard.ts');
  vi.doUnmock('@logto/connector-kit');
  const { error } = lonely.safeParse({ ...valid, signName: '' });
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(hostError?.constructor);
  expect(error?.issues).toMatchObject([{ path: ['signName'] }]);
});
