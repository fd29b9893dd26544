import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AK, configWith, homeWith, options } from '../../fixtures/credential-machine.ts';
import { KEY, metadataServer } from '../../fixtures/metadata-server.ts';
import { defaultCredentials, type CredentialOptions } from '../credential-providers.ts';

test('the default chain takes the first source that works', async () => {
  const { origin } = await metadataServer();
  const ini = '[default]\n# mine\ntype = access_key\naccess_key_id = i\naccess_key_secret = s\n';
  const sources: [CredentialOptions, string][] = [
    [
      {
        environment: {
          ALIBABA_CLOUD_ACCESS_KEY_ID: 'e',
          ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's',
        },
        home: await homeWith(configWith(AK)),
      },
      'e',
    ],
    [{ home: await homeWith({ ...configWith(AK), '.alibabacloud/credentials': ini }) }, 'id'],
    [
      {
        environment: { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'true' },
        home: await homeWith({ ...configWith(AK), '.alibabacloud/credentials': ini }),
      },
      'i',
    ],
    [{ metadataEndpoint: origin }, KEY.accessKeyId],
    [
      {
        environment: {
          ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
          ALIBABA_CLOUD_CREDENTIALS_URI: `${origin}/key`,
        },
      },
      KEY.accessKeyId,
    ],
  ];
  for (const [own, accessKeyId] of sources) {
    const provider = defaultCredentials(await options(own));
    await expect(provider()).resolves.toMatchObject({ accessKeyId });
  }
});

test('the default chain reads the section of the credentials file that is asked for', async () => {
  const ini =
    '[default]\ntype=access_key\naccess_key_id=a\naccess_key_secret=b\n' +
    '[two]\ntype=sts\naccess_key_id=c\naccess_key_secret=d\nsecurity_token=t\n';
  const environment = {
    ALIBABA_CLOUD_PROFILE: 'two',
    ALIBABA_CLOUD_CREDENTIALS_FILE: join(await homeWith({ file: ini }), 'file'),
  };
  const provider = defaultCredentials(await options({ environment }));
  await expect(provider()).resolves.toEqual({
    accessKeyId: 'c',
    accessKeySecret: 'd',
    securityToken: 't',
  });
});

test('the default chain takes a variable that is empty for one that is not set', async () => {
  const environment = {
    ALIBABA_CLOUD_PROFILE: '',
    ALIBABA_CLOUD_CREDENTIALS_FILE: '',
  };
  const home = await homeWith(configWith(AK));
  const ofCli = defaultCredentials(await options({ environment, home }));
  await expect(ofCli()).resolves.toMatchObject({ accessKeyId: 'id' });
  const ini = '[default]\ntype=access_key\naccess_key_id=i\naccess_key_secret=s\n';
  const file = await homeWith({ '.alibabacloud/credentials': ini });
  const ofFile = defaultCredentials(await options({ environment, home: file }));
  await expect(ofFile()).resolves.toMatchObject({ accessKeyId: 'i' });
  const { origin, asked } = await metadataServer();
  const role = {
    ALIBABA_CLOUD_ROLE_ARN: 'a',
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'p',
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: join(await homeWith({ token: 'identity' }), 'token'),
    ALIBABA_CLOUD_ROLE_SESSION_NAME: '',
  };
  await defaultCredentials(await options({ environment: role, stsEndpoint: origin }))();
  expect(asked[0]).toContain('RoleSessionName=aliyun-sms-client&');
});

test('the default chain stays with the source it has found', async () => {
  const environment: Record<string, string> = {};
  const { origin, asked } = await metadataServer();
  const provider = defaultCredentials(await options({ environment, metadataEndpoint: origin }));
  await provider();
  environment['ALIBABA_CLOUD_ACCESS_KEY_ID'] = 'e';
  environment['ALIBABA_CLOUD_ACCESS_KEY_SECRET'] = 's';
  await expect(provider({ refresh: true })).resolves.toMatchObject(KEY);
  expect(asked).toHaveLength(6);
});

test('a default chain that finds nothing says where it looked and why each did not do', async () => {
  const environment = {
    ALIBABA_CLOUD_ROLE_ARN: 'a',
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'p',
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/nowhere/token',
  };
  const error: unknown = await defaultCredentials(await options({ environment }))().catch(
    (thrown: unknown) => thrown,
  );
  expect(String(error)).toBe(
    'AliyunSmsCredentialsError: No Aliyun credentials were found. environment variables: not set. ' +
      'OIDC role: The OIDC token file cannot be read. ~/.aliyun/config.json: not set. ' +
      'credentials file: not set. ECS role: The ECS metadata service could not be reached. ' +
      'credentials URI: not set.',
  );
});

test('the default chain is one for all callers of the process', () => {
  expect(defaultCredentials()).toBe(defaultCredentials());
});
