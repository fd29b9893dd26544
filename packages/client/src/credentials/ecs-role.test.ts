import { describe, expect, test } from 'vitest';
import { options } from '../testing/credential-machine.ts';
import { KEY, metadataServer } from '../testing/metadata-server.ts';
import { ecsRoleCredentials } from '../credential-providers.ts';

const ROLES = '/latest/meta-data/ram/security-credentials/';

describe('ECS role', () => {
  test('is read with a token of the second version', async () => {
    const { origin, asked } = await metadataServer();
    const provider = ecsRoleCredentials(undefined, await options({ metadataEndpoint: origin }));
    await expect(provider()).resolves.toMatchObject(KEY);
    expect(asked).toEqual([
      'PUT /latest/api/token',
      `GET ${ROLES} metadata-token`,
      `GET ${ROLES}machine-role metadata-token`,
    ]);
  });

  test('can be named', async () => {
    const { origin, asked } = await metadataServer();
    await ecsRoleCredentials('my-role', await options({ metadataEndpoint: origin }))();
    expect(asked.slice(1)).toEqual([`GET ${ROLES}my-role metadata-token`]);
  });

  test('falls back to the first version, unless that is switched off', async () => {
    const { origin, asked } = await metadataServer({ tokenStatus: 404 });
    const own = await options({ metadataEndpoint: origin });
    await expect(ecsRoleCredentials('r', own)()).resolves.toMatchObject(KEY);
    expect(asked).toEqual(['PUT /latest/api/token', `GET ${ROLES}r`]);
    const environment = { ALIBABA_CLOUD_IMDSV1_DISABLED: 'true' };
    await expect(ecsRoleCredentials('r', { ...own, environment })()).rejects.toThrow(/HTTP 404/);
  });

  test('falls back also where the token is never handed out, unless that is switched off', async () => {
    const { origin, asked } = await metadataServer({ tokenStatus: 'none' });
    const own = await options({ metadataEndpoint: origin });
    await expect(ecsRoleCredentials('r', own)()).resolves.toMatchObject(KEY);
    expect(asked).toEqual(['PUT /latest/api/token', `GET ${ROLES}r`]);
    const environment = { ALIBABA_CLOUD_IMDSV1_DISABLED: 'True' };
    await expect(ecsRoleCredentials('r', { ...own, environment })()).rejects.toThrow(
      'The ECS metadata service gave no answer in 1000 ms.',
    );
  });

  test.each([
    [{ answer: '{"Code":"Failed"}' }, /has no key/],
    [{ answer: '{"Code":"Success","AccessKeyId":"x"}' }, /complete temporary key/],
    [{ answer: '<html>' }, /without JSON/],
    [{ status: 500 }, /HTTP 500/],
  ])('says what is wrong with an answer (%#)', async (behaviour, message) => {
    const { origin } = await metadataServer(behaviour);
    const provider = ecsRoleCredentials('r', await options({ metadataEndpoint: origin }));
    await expect(provider()).rejects.toThrow(message);
  });

  test('a name that is none never becomes part of an address', async () => {
    const { origin, asked } = await metadataServer();
    const provider = ecsRoleCredentials('../x', await options({ metadataEndpoint: origin }));
    await expect(provider()).rejects.toThrow(/no role/);
    expect(asked).toEqual(['PUT /latest/api/token']);
  });
});
