import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { AliyunSmsApiError, createSmsClient, parsePhoneNumber } from 'aliyun-sms-client';
import type { Account } from '../accounts/accounts.ts';
import type { Sandbox } from '../sandbox.ts';
import { answer, badRequest, createApi, requestBody } from './api.ts';
import { errorSchema, numberSchema } from './schemas.ts';

const OVERSEAS_TEMPLATE = 3;
const VERIFICATION_TEMPLATE = 0;

const route = createRoute({
  method: 'post',
  path: '/test-messages',
  summary: 'Sends one SMS as a client would: signed, checked, and shown in the inbox',
  request: requestBody('The recipient', z.strictObject({ to: numberSchema })),
  responses: {
    200: answer(
      'The code of Aliyun’s answer: `OK`, or that of a refusal',
      z.object({ apiCode: z.string() }),
    ),
    400: badRequest,
    409: answer('No account of this sandbox can send it', errorSchema),
  },
});

/** For people who look at the inbox and want to see a message arrive. */
export function testMessageRoutes(sandbox: Sandbox): OpenAPIHono {
  const api = createApi();
  api.openapi(route, async (context) => {
    const number = parsePhoneNumber(context.req.valid('json').to, { bareNumbers: 'mainland' });
    const type = number?.region === 'mainland' ? VERIFICATION_TEMPLATE : OVERSEAS_TEMPLATE;
    const sender = findSender(sandbox.accounts.all(), type);
    if (number === undefined || sender === undefined) {
      return context.json(
        {
          error:
            'No account has an active key and an approved signature and template for this number.',
        },
        409,
      );
    }
    const { credentials, ...message } = sender;
    const client = createSmsClient({ credentials, transport: sandbox.handle });
    try {
      await client.sendSms({ ...message, phoneNumber: number.e164 });
      return context.json({ apiCode: 'OK' }, 200);
    } catch (error) {
      if (!(error instanceof AliyunSmsApiError)) throw error;
      return context.json({ apiCode: error.apiCode }, 200);
    }
  });
  return api;
}

function findSender(accounts: readonly Account[], type: number) {
  for (const { start, signNames, templates } of accounts) {
    const key = start.keys.find(({ active }) => active);
    const sign = [...signNames.values()].find((one) => one.status === 'approved' && !one.test);
    const template = [...templates.values()].find(
      (one) =>
        one.status === 'approved' &&
        one.type === type &&
        !one.test &&
        one.content.includes('${code}'),
    );
    if (key !== undefined && sign !== undefined && template !== undefined) {
      const { accessKeyId, accessKeySecret, securityToken } = key;
      return {
        credentials: { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) },
        signName: sign.signName,
        templateCode: template.templateCode,
        templateParam: { code: '048291' },
      };
    }
  }
  return undefined;
}
