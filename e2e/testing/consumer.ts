// Code of another project that uses the packages, which e2e/packages.test.ts compiles.
import { createSmsClient, AliyunSmsError, type SmsClient } from 'aliyun-sms-client';
import { startGateway, type RunningGateway } from 'aliyun-sms-gateway';
import { createSandbox, startSandbox, type RunningSandbox } from 'aliyun-sms-sandbox';
import { expect, test as browserTest } from 'aliyun-sms-sandbox/playwright';
import { test } from 'aliyun-sms-sandbox/vitest';
import { createSender, readSettings, type Sender } from 'aliyun-sms-sender';

export const client: SmsClient = createSmsClient({
  credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
  transport: createSandbox().handle,
});
export const sender: Sender = createSender();
export const settings = readSettings({ signName: '示例科技' });
export const gateway: Promise<RunningGateway> = startGateway({ settings: {} });
export const sandbox: Promise<RunningSandbox> = startSandbox({ port: 0 });
export const requestIdOf = (error: AliyunSmsError): string | undefined => error.requestId;

test('a code arrives', async ({ phone }) => {
  const code: string = await phone.waitForCode();
  // @ts-expect-error -- if the types were not found, they would be `any`, and this no error.
  phone.waitForNothing(code);
});

browserTest('a person signs in', async ({ phone }) => {
  expect(await phone.waitForCode()).toHaveLength(6);
  // @ts-expect-error -- as above.
  phone.waitForNothing();
});

// @ts-expect-error -- as above.
createSmsClient({ credentials: 5 });
// @ts-expect-error -- as above.
void startGateway({ settings: {}, port: 'http' });
// @ts-expect-error -- as above.
void startSandbox({ port: 'http' });
// @ts-expect-error -- as above.
createSender({ now: 5 });
