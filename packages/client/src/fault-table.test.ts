import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FAULTS, OK, answer } from './testing/faults.ts';
import { serve } from './testing/local-server.ts';
import { createSmsClient } from './sms-client.ts';

// The delay before a reset decides what it means, and must not depend on the machine's load.
beforeAll(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterAll(() => void vi.useRealTimers());

const message = {
  phoneNumber: '8613800138000',
  signName: '阿里云',
  templateCode: 'SMS_154950909',
  templateParam: { code: '123456' },
};

test.each(FAULTS)(
  '$name ends in time, says what may have happened, and is never sent twice',
  async (fault) => {
    let requests = -(fault.before ?? 0);
    const accepted: string[] = [];
    const endpoint = await serve(
      createServer((request, response) => {
        request.resume().on('end', () => {
          requests += 1;
          const accept = () => void accepted.push(String(request.headers['x-acs-signature-nonce']));
          const listener = requests < 1 ? answer(200, OK) : fault.behave(accept, requests);
          listener(request, response);
        });
      }),
    );
    const credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
    const limit = fault.endless ? { timeoutMs: 700 } : {};
    const sms = createSmsClient({ endpoint, credentials, ...limit });
    for (let sent = 0; sent < (fault.before ?? 0); sent += 1) {
      await sms.sendSms(message);
    }
    const result: unknown = await sms.sendSms(message).catch((error: unknown) => error);
    expect(result).toMatchObject(fault.error ?? { bizId: '1^0' });
    expect(accepted).toHaveLength(fault.accepted);
  },
);
