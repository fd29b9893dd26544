import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientWith, message, refused } from '../testing/answers-in-turn.ts';
import { AK, configWith, homeWith, options } from '../testing/credential-machine.ts';
import { serve } from '../testing/local-server.ts';
import { KEY, metadataServer } from '../testing/metadata-server.ts';
import { defaultCredentials, type CredentialOptions } from '../credential-providers.ts';
import { createNodeTransport } from '../node-transport.ts';
import { defaultChain } from './default-chain.ts';

test('the default chain uses the first configured source', async () => {
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
        environment: { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'TRUE' },
        home: await homeWith({ ...configWith(AK), '.alibabacloud/credentials': ini }),
      },
      'i',
    ],
    [{ metadataEndpoint: origin }, KEY.accessKeyId],
    [
      {
        environment: {
          ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'True',
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

test('the default chain reads the requested section of the credentials file', async () => {
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
    source: 'credentials file',
  });
});

test('the default chain treats an empty variable as not set', async () => {
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
  const { origin, requests } = await metadataServer();
  const role = {
    ALIBABA_CLOUD_ROLE_ARN: 'a',
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'p',
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: join(await homeWith({ token: 'identity' }), 'token'),
    ALIBABA_CLOUD_ROLE_SESSION_NAME: '',
  };
  await defaultCredentials(await options({ environment: role, stsEndpoint: origin }))();
  expect(requests[0]).toContain('RoleSessionName=aliyun-sms-client&');
});

test('the default chain stays with the source it has found', async () => {
  const environment: Record<string, string> = {};
  const { origin, requests } = await metadataServer();
  const provider = defaultCredentials(await options({ environment, metadataEndpoint: origin }));
  await provider();
  environment['ALIBABA_CLOUD_ACCESS_KEY_ID'] = 'e';
  environment['ALIBABA_CLOUD_ACCESS_KEY_SECRET'] = 's';
  await expect(provider({ refresh: true })).resolves.toMatchObject(KEY);
  expect(requests).toHaveLength(6);
});

test('if nothing is found, the error lists where it looked', async () => {
  const error: unknown = await defaultCredentials(await options())().catch(
    (thrown: unknown) => thrown,
  );
  expect(String(error)).toBe(
    'AliyunSmsCredentialsError: No Aliyun credentials were found (environment variables: not set; ' +
      'OIDC role: not set; ~/.aliyun/config.json: not found; credentials file: not found; ' +
      'ECS role: no metadata service or role; credentials URI: not set).',
  );
});

test('if only half a key is in the environment, the error names the other half', async () => {
  const environment = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'e' };
  await expect(defaultCredentials(await options({ environment }))()).rejects.toThrow(
    '(environment variables: ALIBABA_CLOUD_ACCESS_KEY_SECRET is not set; ',
  );
});

test('a configured source that fails is named and tried again, and no other takes its place', async () => {
  const { origin, requests } = await metadataServer();
  const home = await homeWith();
  const environment = {
    ALIBABA_CLOUD_ROLE_ARN: 'a',
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'p',
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: join(home, 'token'),
  };
  const own = { environment, stsEndpoint: origin, metadataEndpoint: origin };
  const provider = defaultCredentials(await options(own));
  await expect(provider()).rejects.toMatchObject({
    name: 'AliyunSmsCredentialsError',
    message: 'OIDC role: The OIDC token file cannot be read.',
    credentialsSource: 'OIDC role',
    outcome: 'not-sent',
  });
  expect(requests).toEqual([]);
  await writeFile(join(home, 'token'), 'identity');
  await expect(provider()).resolves.toMatchObject({ source: 'OIDC role' });
});

test.each([
  [
    { '.aliyun/config.json/folder': '' },
    /^~\/\.aliyun\/config\.json: .* cannot be read \(EISDIR\)/,
  ],
  [{ '.aliyun/config.json': '{' }, /^~\/\.aliyun\/config\.json: .* is not valid JSON/],
  [{ '.alibabacloud/credentials/folder': '' }, /^credentials file: .* cannot be read/],
])('a file that cannot be read stops the chain (%#)', async (files, says) => {
  const { origin } = await metadataServer();
  const home = await homeWith(files);
  const provider = defaultCredentials(await options({ home, metadataEndpoint: origin }));
  await expect(provider()).rejects.toThrow(says);
});

test('a profile that the first file lacks is taken from the second', async () => {
  const ini = '[two]\ntype=access_key\naccess_key_id=c\naccess_key_secret=d\n';
  const home = await homeWith({ ...configWith(AK), '.alibabacloud/credentials': ini });
  const environment = { ALIBABA_CLOUD_PROFILE: 'two' };
  const provider = defaultCredentials(await options({ home, environment }));
  await expect(provider()).resolves.toMatchObject({ accessKeyId: 'c', source: 'credentials file' });
});

test('a named ECS role that does not work is not skipped', async () => {
  const { origin } = await metadataServer();
  const environment = {
    ALIBABA_CLOUD_ECS_METADATA: 'my-role',
    ALIBABA_CLOUD_CREDENTIALS_URI: `${origin}/key`,
  };
  const provider = defaultCredentials(await options({ environment }));
  await expect(provider()).rejects.toMatchObject({ credentialsSource: 'ECS role' });
});

test('a machine without a role, or without a metadata service, is skipped', async () => {
  const roleless = await serve(createServer((_request, response) => response.writeHead(404).end()));
  const { origin } = await metadataServer();
  const environment = { ALIBABA_CLOUD_CREDENTIALS_URI: `${origin}/key` };
  for (const own of [{}, { metadataEndpoint: roleless }]) {
    const provider = defaultCredentials(await options({ environment, ...own }));
    await expect(provider()).resolves.toMatchObject({ source: 'credentials URI' });
  }
});

test('a source that disappears is an error, and the old key is not used', async () => {
  const environment: Record<string, string> = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'e',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's',
  };
  const chain = defaultChain();
  const { origin } = await metadataServer();
  const context = {
    environment,
    home: await homeWith(),
    transport: createNodeTransport(),
    now: Date.now,
    nonce: () => 'n',
    metadataEndpoint: origin,
  };
  await expect(chain(context)).resolves.toMatchObject({ source: 'environment variables' });
  delete environment['ALIBABA_CLOUD_ACCESS_KEY_ID'];
  await expect(chain(context)).rejects.toThrow('environment variables: no longer provides the key');
});

test('a refusal of the key names its source', async () => {
  const environment = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'e', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's' };
  const credentials = defaultCredentials(await options({ environment }));
  const { client } = clientWith([refused('InvalidAccessKeyId.NotFound', 404)], { credentials });
  await expect(client.sendSms(message)).rejects.toMatchObject({
    credentialsSource: 'environment variables',
    message: expect.stringMatching(/ The access key comes from: environment variables\.$/),
  });
});

test('all callers in the process share one default chain', () => {
  expect(defaultCredentials()).toBe(defaultCredentials());
});
