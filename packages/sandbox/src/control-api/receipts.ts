import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Receipts } from '../pushes/receipts.ts';
import { answer, badRequest, createApi, notFound, requestBody } from './api.ts';
import {
  numberSchema,
  receiptChangeSchema,
  receiptPushSchema,
  receiptSettingsSchema,
} from './schemas.ts';

const receiptsSchema = z.object({
  settings: receiptSettingsSchema,
  pushes: z.array(receiptPushSchema).readonly(),
});
const receiptsAnswer = {
  200: answer('The settings and the last pushes, newest first', receiptsSchema),
};

const getReceipts = createRoute({
  method: 'get',
  path: '/receipts',
  summary: 'Where and how delivery reports, replies and results of reviews are pushed',
  responses: receiptsAnswer,
});
const putReceipts = createRoute({
  method: 'put',
  path: '/receipts',
  summary: 'Changes what is named; an address of null switches that push off',
  request: requestBody('What changes', receiptChangeSchema),
  responses: { ...receiptsAnswer, 400: badRequest },
});
const replayReceipts = createRoute({
  method: 'post',
  path: '/receipts/replay',
  summary: 'Pushes the reports of all kept messages once more',
  responses: { 200: answer('How many', z.object({ replayed: z.number().int() })) },
});
const reply = createRoute({
  method: 'post',
  path: '/replies',
  summary: 'Has the owner of a mainland number answer the newest message to it',
  request: requestBody(
    'The reply',
    z.strictObject({ from: numberSchema, content: z.string().min(1).max(500) }),
  ),
  responses: {
    200: answer('Its number, as SmsUp has it', z.object({ sequenceId: z.number().int() })),
    400: badRequest,
    404: notFound,
  },
});

/** `changed` is called after each change, so that every open page follows. */
export function receiptRoutes(receipts: Receipts, changed: () => void): OpenAPIHono {
  const api = createApi();
  const read = () => ({ settings: receipts.settings(), pushes: receipts.pushes() });
  api.openapi(getReceipts, (context) => context.json(read(), 200));
  api.openapi(putReceipts, (context) => {
    try {
      receipts.configure(context.req.valid('json'));
    } catch (error) {
      return context.json({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
    changed();
    return context.json(read(), 200);
  });
  api.openapi(replayReceipts, (context) => context.json({ replayed: receipts.replay() }, 200));
  api.openapi(reply, (context) => {
    const sequenceId = receipts.reply(context.req.valid('json'));
    return sequenceId === undefined
      ? context.json({ error: 'No mainland message to this number can be answered.' }, 404)
      : context.json({ sequenceId }, 200);
  });
  return api;
}
