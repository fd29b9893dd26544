import { expect, test } from 'vitest';
import { DYSMS_ENDPOINTS } from './region.ts';
import { createSmsClient, type SmsClient, type SmsClientOptions } from './sms-client.ts';

/** The host that a client with these options calls. */
async function hostOf(
  options: Partial<SmsClientOptions>,
  call: (client: SmsClient) => Promise<unknown>,
): Promise<string> {
  let host = '';
  const client = createSmsClient({
    credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
    transport: async ({ url, headers }) => {
      host = new URL(url).host;
      expect(headers['host']).toBe(host);
      return { status: 200, headers: {}, body: '{}' };
    },
    ...options,
  });
  await call(client).catch(() => undefined);
  return host;
}

const phoneNumber = '8613800138000';
const template = { phoneNumber, signName: '阿里云', templateCode: 'SMS_1' };
const china = (client: SmsClient) => client.sendSms(template);
const international = (client: SmsClient) =>
  client.sendMessageToGlobe({ phoneNumber: '6591234567', message: 'm' });
const verification = (client: SmsClient) =>
  client.sendSmsVerifyCode({ ...template, templateParam: { code: '1' } });
const free = (client: SmsClient) => client.call('ConversionData', '2018-05-01', {});

// Source: Aliyun's list of endpoints, https://help.aliyun.com/document_detail/68360.html
test.each([
  [undefined, 'dysmsapi.aliyuncs.com', 'dysmsapi.ap-southeast-1.aliyuncs.com'],
  ['cn-hangzhou', 'dysmsapi.aliyuncs.com', 'dysmsapi.aliyuncs.com'],
  ['cn-beijing', 'dysmsapi.aliyuncs.com', 'dysmsapi.aliyuncs.com'],
  ['cn-hongkong', 'dysmsapi.aliyuncs.com', 'dysmsapi.aliyuncs.com'],
  [
    'ap-southeast-1',
    'dysmsapi.ap-southeast-1.aliyuncs.com',
    'dysmsapi.ap-southeast-1.aliyuncs.com',
  ],
  [
    'ap-southeast-5',
    'dysmsapi.ap-southeast-5.aliyuncs.com',
    'dysmsapi.ap-southeast-5.aliyuncs.com',
  ],
  ['eu-central-1', 'dysmsapi.eu-central-1.aliyuncs.com', 'dysmsapi.eu-central-1.aliyuncs.com'],
] as const)('in the region %s Dysmsapi is at %s and %s', async (region, older, newer) => {
  expect(await hostOf({ region }, china)).toBe(older);
  expect(await hostOf({ region }, international)).toBe(newer);
  expect(await hostOf({ region }, free)).toBe(newer);
  expect(await hostOf({ region }, verification)).toBe('dypnsapi.aliyuncs.com');
});

test('an endpoint takes precedence over the region for every call', async () => {
  const options = { region: 'eu-central-1', endpoint: 'http://127.0.0.1:4086' } as const;
  for (const call of [china, international, verification, free]) {
    expect(await hostOf(options, call)).toBe('127.0.0.1:4086');
  }
});

test.each(['us-west-1', 'toString', ''])('the unknown region %j is refused', (region) => {
  // As plain JavaScript could pass it.
  const options: SmsClientOptions = JSON.parse(JSON.stringify({ credentials: {}, region }));
  expect(() => createSmsClient(options)).toThrow(
    /^region must be one of cn-hangzhou, .* for other regions, set endpoint$/,
  );
});

test('every region has an Aliyun host with TLS', () => {
  for (const endpoint of Object.values(DYSMS_ENDPOINTS)) {
    expect(endpoint).toMatch(/^https:\/\/dysmsapi\.(?:[a-z]+-[a-z]+-\d\.)?aliyuncs\.com$/);
  }
});
