import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AK, configWith, homeWith, options } from './testing/credential-machine.ts';
import { KEY, metadataServer } from './testing/metadata-server.ts';
import {
  environmentCredentials,
  oidcRoleCredentials,
  profileCredentials,
  uriCredentials,
  type CredentialOptions,
} from './credential-providers.ts';

const ROLES = '/latest/meta-data/ram/security-credentials/';

describe('environment', () => {
  test('returns the key, and the token if there is one', async () => {
    const environment = {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'id',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret',
    };
    const plain = environmentCredentials(await options({ environment }));
    await expect(plain()).resolves.toEqual({ accessKeyId: 'id', accessKeySecret: 'secret' });
    const withToken = { ...environment, ALIBABA_CLOUD_SECURITY_TOKEN: 't' };
    const temporary = environmentCredentials(await options({ environment: withToken }));
    await expect(temporary()).resolves.toMatchObject({ securityToken: 't' });
  });

  test('half a key is rejected', async () => {
    const environment = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'id' };
    await expect(environmentCredentials(await options({ environment }))()).rejects.toMatchObject({
      name: 'AliyunSmsCredentialsError',
      outcome: 'not-sent',
    });
  });
});

test.each([
  ['key variables', environmentCredentials, 'ALIBABA_CLOUD_ACCESS_KEY_SECRET are not set'],
  ['role variables', oidcRoleCredentials, 'ALIBABA_CLOUD_OIDC_TOKEN_FILE are not all set'],
  ['URI variables', uriCredentials, 'ALIBABA_CLOUD_CREDENTIALS_URI is not set'],
] as const)('missing %s are named', async (_, provider, says) => {
  await expect(provider(await options({ environment: {} }))()).rejects.toThrow(says);
});

test.each([
  ['profile', 'nosuch', 'There is no ~/.aliyun/config.json, so no profile "nosuch".'],
  ['file of the current profile', undefined, 'There is no ~/.aliyun/config.json.'],
])('a missing %s is named', async (_, name, says) => {
  const home = '/nowhere';
  await expect(profileCredentials(name, await options({ home }))()).rejects.toThrow(says);
});

const oidcEnvironment = (home: string) => ({
  ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/r',
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/p',
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: join(home, 'token'),
});

/** Twenty minutes behind that of STS. */
const lateClock = () => Date.UTC(2026, 0, 2, 3, 4, 5);

describe('OIDC role', () => {
  test('is assumed with the token from the file, in an unsigned request', async () => {
    const home = await homeWith({ token: 'identity\n' });
    const { origin, requests } = await metadataServer();
    const own = { environment: oidcEnvironment(home), stsEndpoint: origin };
    await expect(oidcRoleCredentials(await options(own))()).resolves.toMatchObject(KEY);
    const form = Object.fromEntries(new URLSearchParams(requests[0]?.replace('POST / ', '')));
    expect(form).toMatchObject({
      Action: 'AssumeRoleWithOIDC',
      Version: '2015-04-01',
      Format: 'JSON',
      RoleArn: 'acs:ram::1:role/r',
      OIDCProviderArn: 'acs:ram::1:oidc-provider/p',
      OIDCToken: 'identity',
      DurationSeconds: '3600',
      RoleSessionName: 'aliyun-sms-client',
    });
  });

  test.each([
    [{}, 'https://sts.aliyuncs.com/'],
    [{ ALIBABA_CLOUD_STS_REGION: 'cn-beijing' }, 'https://sts.cn-beijing.aliyuncs.com/'],
    [
      { ALIBABA_CLOUD_STS_REGION: 'cn-beijing', ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED: 'true' },
      'https://sts-vpc.cn-beijing.aliyuncs.com/',
    ],
  ])('asks the STS of the region (%#)', async (more, url) => {
    const home = await homeWith({ token: 't' });
    const requests: string[] = [];
    const provider = oidcRoleCredentials({
      environment: { ...oidcEnvironment(home), ...more },
      transport: async (request) => {
        requests.push(request.url);
        return { status: 200, headers: {}, body: '{}' };
      },
    });
    await expect(provider()).rejects.toThrow(/complete temporary key/);
    expect(requests).toEqual([url]);
  });

  test('corrects the clock from the answer of STS, and keeps the correction', async () => {
    const home = await homeWith({ token: 't' });
    const times: (string | null)[] = [];
    const own: CredentialOptions = {
      environment: oidcEnvironment(home),
      now: lateClock,
      transport: async ({ body }) => {
        const time = new URLSearchParams(body).get('Timestamp');
        times.push(time);
        const headers = { date: 'Fri, 02 Jan 2026 03:24:05 GMT' };
        const isRight = time === '2026-01-02T03:24:05Z';
        const Credentials = {
          AccessKeyId: 'STS.id',
          AccessKeySecret: 's',
          SecurityToken: 't',
          Expiration: '2026-01-02T04:24:05Z',
        };
        const answer = isRight ? { Credentials } : { Code: 'InvalidTimeStamp.Expired' };
        return { status: isRight ? 200 : 400, headers, body: JSON.stringify(answer) };
      },
    };
    await expect(oidcRoleCredentials(own)()).resolves.toMatchObject({
      accessKeyId: 'STS.id',
      expiration: lateClock() + 3_600_000,
    });
    await oidcRoleCredentials(own)();
    const right = '2026-01-02T03:24:05Z';
    expect(times).toEqual(['2026-01-02T03:04:05Z', right, right]);
  });

  test('a refusal names its code and nothing that was sent', async () => {
    const home = await homeWith({ token: 'identity-token' });
    const { origin } = await metadataServer({
      status: 400,
      answer: '{"Code":"AuthenticationFail.NoPermission","Message":"identity-token"}',
    });
    const own = { environment: oidcEnvironment(home), stsEndpoint: origin };
    const error: unknown = await oidcRoleCredentials(await options(own))().catch((e: unknown) => e);
    expect(error).toMatchObject({ apiCode: 'AuthenticationFail.NoPermission' });
    expect(String(error)).not.toContain('identity-token');
  });

  test('a missing token file is named as the cause', async () => {
    const home = await homeWith();
    const own = { environment: oidcEnvironment(home) };
    await expect(oidcRoleCredentials(await options(own))()).rejects.toThrow(/token file/);
  });
});

describe('profile of ~/.aliyun/config.json', () => {
  test('is the current one, or the named one', async () => {
    const home = await homeWith(configWith(AK));
    await expect(profileCredentials(undefined, await options({ home }))()).resolves.toEqual({
      accessKeyId: 'id',
      accessKeySecret: 'secret',
    });
    await expect(profileCredentials('other', await options({ home }))()).resolves.toMatchObject({
      accessKeyId: 'o',
    });
    await expect(profileCredentials('none', await options({ home }))()).rejects.toThrow(
      'no profile "none"',
    );
  });

  test('can hold a temporary key', async () => {
    const home = await homeWith(configWith({ ...AK, mode: 'StsToken', sts_token: 't' }));
    const provider = profileCredentials('mine', await options({ home }));
    await expect(provider()).resolves.toMatchObject({ securityToken: 't' });
  });

  test('can assume a role with a key', async () => {
    const role = { ram_role_arn: 'acs:ram::1:role/r', ram_session_name: 's', expired_seconds: 900 };
    const home = await homeWith(configWith({ ...AK, ...role, mode: 'RamRoleArn' }));
    const { origin, requests } = await metadataServer();
    const provider = profileCredentials('mine', await options({ home, stsEndpoint: origin }));
    await expect(provider()).resolves.toMatchObject(KEY);
    expect(requests).toEqual([
      'POST /?DurationSeconds=900&RoleArn=acs%3Aram%3A%3A1%3Arole%2Fr&RoleSessionName=s',
    ]);
  });

  test('can use the role of the machine, or an OIDC role', async () => {
    const { origin, requests } = await metadataServer();
    const ecs = await homeWith(configWith({ mode: 'EcsRamRole', ram_role_name: 'r' }));
    const endpoints = { metadataEndpoint: origin, stsEndpoint: origin };
    await profileCredentials('mine', await options({ home: ecs, ...endpoints }))();
    expect(requests.at(-1)).toBe(`GET ${ROLES}r metadata-token`);
    const token = join(await homeWith({ token: 'identity' }), 'token');
    const oidc = {
      mode: 'OIDC',
      ram_role_arn: 'a',
      oidc_provider_arn: 'p',
      oidc_token_file: token,
    };
    const home = await homeWith(configWith(oidc));
    await profileCredentials('mine', await options({ home, ...endpoints }))();
    expect(requests.at(-1)).toContain('OIDCToken=identity');
  });

  test('can assume a role with another profile, which does so with a third', async () => {
    const role = { mode: 'ChainableRamRoleArn', ram_role_arn: 'acs:ram::1:role/b' };
    const middle = { name: 'middle', ...role, ram_role_arn: 'a', source_profile: 'other' };
    const home = await homeWith(configWith({ ...role, source_profile: 'middle' }, middle));
    const { origin, requests } = await metadataServer();
    const provider = profileCredentials('mine', await options({ home, stsEndpoint: origin }));
    await expect(provider()).resolves.toMatchObject(KEY);
    expect(requests.map((line) => /RoleArn=([^&]*)/.exec(line)?.[1])).toEqual([
      'a',
      'acs%3Aram%3A%3A1%3Arole%2Fb',
    ]);
  });

  test('assumes the second role with the temporary key of the first', async () => {
    const role = { mode: 'ChainableRamRoleArn', ram_role_arn: 'b', source_profile: 'middle' };
    const middle = { ...AK, name: 'middle', mode: 'RamRoleArn', ram_role_arn: 'a' };
    const home = await homeWith(configWith(role, middle));
    const tokens: (string | undefined)[] = [];
    const provider = profileCredentials('mine', {
      ...(await options({ home })),
      transport: async ({ headers }) => {
        tokens.push(headers['x-acs-security-token']);
        const Credentials = {
          AccessKeyId: 'STS.id',
          AccessKeySecret: 's',
          SecurityToken: `token-${tokens.length}`,
        };
        return { status: 200, headers: {}, body: JSON.stringify({ Credentials }) };
      },
    });
    await expect(provider()).resolves.toMatchObject({ securityToken: 'token-2' });
    expect(tokens).toEqual([undefined, 'token-1']);
  });

  test.each(['mine', 'middle'])('is refused if it is its own source through "%s"', async (name) => {
    const role = { mode: 'ChainableRamRoleArn', ram_role_arn: 'b', source_profile: name };
    const middle = { ...role, name: 'middle', source_profile: 'mine' };
    const home = await homeWith(configWith(role, middle));
    const provider = profileCredentials('mine', await options({ home }));
    await expect(provider()).rejects.toThrow('is its own source');
  });

  test.each([
    [{ mode: 'AK', access_key_id: 'id' }, /lacks access_key_secret/],
    [{ mode: 'ChainableRamRoleArn', ram_role_arn: 'r' }, /lacks source_profile/],
    [{ mode: 'ChainableRamRoleArn', source_profile: 'gone' }, /no profile "gone"/],
    [{ mode: 'ChainableRamRoleArn', source_profile: 'other' }, /lacks ram_role_arn/],
    [{ mode: 'CloudSSO' }, /not supported \(CloudSSO: a person .* use AK, StsToken/],
    [{ mode: 'OAuth' }, /not supported \(OAuth: renewing/],
    [{ mode: 'External' }, /not supported \(External: it runs/],
    [{ mode: 'toString' }, /not supported: use AK/],
    [{}, /not supported: use AK/],
  ])('is refused with what is missing or unsupported (%#)', async (profile, message) => {
    const home = await homeWith(configWith(profile));
    await expect(profileCredentials('mine', await options({ home }))()).rejects.toThrow(message);
  });

  test('may begin with a byte order mark', async () => {
    const text = configWith(AK)['.aliyun/config.json'];
    const home = await homeWith({ '.aliyun/config.json': `\uFEFF${text}` });
    await expect(profileCredentials('mine', await options({ home }))()).resolves.toMatchObject({
      accessKeyId: 'id',
    });
  });

  test('is not quoted if it is not JSON', async () => {
    const home = await homeWith({ '.aliyun/config.json': '{"secret": "abc' });
    await expect(profileCredentials('mine', await options({ home }))()).rejects.toThrow(
      '~/.aliyun/config.json is not valid JSON.',
    );
  });
});

describe('credentials URI', () => {
  test('returns a key', async () => {
    const { origin, requests } = await metadataServer();
    const environment = { ALIBABA_CLOUD_CREDENTIALS_URI: `${origin}/key?x=1` };
    await expect(uriCredentials(await options({ environment }))()).resolves.toMatchObject(KEY);
    expect(requests).toEqual(['GET /key?x=1']);
  });

  test.each(['file:///etc/passwd', 'nonsense'])('%j is not a valid one', async (uri) => {
    const environment = { ALIBABA_CLOUD_CREDENTIALS_URI: uri };
    await expect(uriCredentials(await options({ environment }))()).rejects.toThrow(/http or https/);
  });

  test('a malformed key is refused, and requested again on the next call', async () => {
    const bad = {
      Code: 'Success',
      AccessKeyId: 'STS.id',
      AccessKeySecret: 'secret',
      SecurityToken: 'a\r\nhost: elsewhere',
    };
    const { origin, requests } = await metadataServer({ answer: JSON.stringify(bad) });
    const environment = { ALIBABA_CLOUD_CREDENTIALS_URI: `${origin}/key` };
    const provider = uriCredentials(await options({ environment }));
    for (const times of [1, 2]) {
      await expect(provider()).rejects.toThrow(/a key with an invalid securityToken/);
      expect(requests).toHaveLength(times);
    }
  });

  test('a refusal by HTTP status is reported', async () => {
    const { origin } = await metadataServer({ status: 403, answer: '{"Code":"Success"}' });
    const environment = { ALIBABA_CLOUD_CREDENTIALS_URI: `${origin}/key` };
    await expect(uriCredentials(await options({ environment }))()).rejects.toThrow(/HTTP 403/);
  });
});
