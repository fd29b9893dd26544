import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createSandbox } from './sandbox.ts';
import { callSandbox } from './testing/calls.ts';

/** What the live service was seen to answer; the sandbox answers the same. */
const recorded = z.array(
  z.strictObject({
    what: z.string(),
    request: z.record(z.string(), z.string()),
    /** The fields that are known. */
    answer: z.record(z.string(), z.string()),
    /** Where it was seen, and when. */
    source: z.array(z.string()).min(1),
    seen: z.string(),
    /** Fields of the answer that are inferred, not seen. */
    unrecorded: z.array(z.string()).optional(),
    /** Where sources disagree: the sandbox's setting that keeps this one. */
    settings: z.object({}).passthrough().optional(),
  }),
);

const folder = new URL('../recorded/', import.meta.url);
const account = {
  id: 'recorded',
  keys: [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }],
  signNames: [{ signName: '示例科技' }],
  templates: [
    { templateCode: 'SMS_CODE', content: '您的验证码为${code}，请勿泄露。' },
    { templateCode: 'SMS_NOTICE', content: '服务在${time}的状态为${status}', type: 1 as const },
    {
      templateCode: 'SMS_NAME',
      content: '${name}您好，您的订单已发货。',
      type: 1 as const,
      rule: { name: 'name' },
    },
  ],
};

describe.each(readdirSync(folder))('%s', (file) => {
  const entries = recorded.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

  test.each(entries)('$what', async ({ request, answer, settings = {} }) => {
    const sandbox = createSandbox({ seed: { accounts: [account], settings } });
    expect(await callSandbox(sandbox, request)).toMatchObject(answer);
  });
});
