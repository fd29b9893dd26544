import { describe, expect, test } from 'vitest';
import { options } from '../testing/credential-machine.ts';
import { KEY, metadataServer } from '../testing/metadata-server.ts';
import { ecsRoleCredentials } from '../credential-providers.ts';

const ROLES = '/latest/meta-data/ram/security-credentials/';

describe('ECS role', () => {
  test('is read with an IMDSv2 token', async () => {
    const { origin, requests } = await metadataServer();
    const provider = ecsRoleCredentials(undefined, await options({ metadataEndpoint: origin }));
    await expect(provider()).resolves.toMatchObject(KEY);
    expect(requests).toEqual([
      'PUT /latest/api/token',
      `GET ${ROLES} metadata-token`,
      `GET ${ROLES}machine-role metadata-token`,
    ]);
  });

  test('can be named', async () => {
    const { origin, requests } = await metadataServer();
    await ecsRoleCredentials('my-role', await options({ metadataEndpoint: origin }))();
    expect(requests.slice(1)).toEqual([`GET ${ROLES}my-role metadata-token`]);
  });

  test('falls back to IMDSv1, unless that is disabled', async () => {
    const { origin, requests } = await metadataServer({ tokenStatus: 404 });
    const own = await options({ metadataEndpoint: origin });
    await expect(ecsRoleCredentials('r', own)()).resolves.toMatchObject(KEY);
    expect(requests).toEqual(['PUT /latest/api/token', `GET ${ROLES}r`]);
    const environment = { ALIBABA_CLOUD_IMDSV1_DISABLED: 'true' };
    await expect(ecsRoleCredentials('r', { ...own, environment })()).rejects.toThrow(/HTTP 404/);
  });

  test('falls back if the token request is never answered, unless that is disabled', async () => {
    const { origin, requests } = await metadataServer({ tokenStatus: 'none' });
    const own = await options({ metadataEndpoint: origin });
    await expect(ecsRoleCredentials('r', own)()).resolves.toMatchObject(KEY);
    expect(requests).toEqual(['PUT /latest/api/token', `GET ${ROLES}r`]);
    const environment = { ALIBABA_CLOUD_IMDSV1_DISABLED: 'True' };
    await expect(ecsRoleCredentials('r', { ...own, environment })()).rejects.toThrow(
      'The ECS metadata service did not answer within 1000 ms.',
    );
  });

  test.each([
    [{ answer: '{"Code":"Failed"}' }, /returned no key/],
    [{ answer: '{"Code":"Success","AccessKeyId":"x"}' }, /complete temporary key/],
    [{ answer: '<html>' }, /without JSON/],
    [{ status: 500 }, /HTTP 500/],
  ])('says what is wrong with an answer (%#)', async (behaviour, message) => {
    const { origin } = await metadataServer(behaviour);
    const provider = ecsRoleCredentials('r', await options({ metadataEndpoint: origin }));
    await expect(provider()).rejects.toThrow(message);
  });

  test('an invalid role name never becomes part of a URL', async () => {
    const { origin, requests } = await metadataServer();
    const provider = ecsRoleCredentials('../x', await options({ metadataEndpoint: origin }));
    await expect(provider()).rejects.toThrow(/role name is not valid/);
    expect(requests).toEqual(['PUT /latest/api/token']);
  });
});
