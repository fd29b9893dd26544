import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Receipts } from '../pushes/receipts.ts';
import { answer, badRequest, createApi, requestBody } from './api.ts';
import { receiptChangeSchema, receiptPushSchema, receiptSettingsSchema } from './schemas.ts';

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
  summary: 'Where and how delivery reports and review results are pushed',
  responses: receiptsAnswer,
});
const putReceipts = createRoute({
  method: 'put',
  path: '/receipts',
  summary: 'Changes the given settings; a URL of null disables that push',
  request: requestBody('The changes', receiptChangeSchema),
  responses: { ...receiptsAnswer, 400: badRequest },
});
const replayReceipts = createRoute({
  method: 'post',
  path: '/receipts/replay',
  summary: 'Pushes the reports of all kept messages again',
  responses: { 200: answer('Number of reports', z.object({ replayed: z.number().int() })) },
});

/** Calls `changed` after each change, to update open pages. */
export function receiptRoutes(receipts: Receipts, changed: () => void): OpenAPIHono {
  const api = createApi();
  const read = () => ({ settings: receipts.settings(), pushes: receipts.pushes() });
  api.openapi(getReceipts, (context) => context.json(read(), 200));
  api.openapi(putReceipts, (context) => {
    receipts.configure(context.req.valid('json'));
    changed();
    return context.json(read(), 200);
  });
  api.openapi(replayReceipts, (context) => context.json({ replayed: receipts.replay() }, 200));
  return api;
}
