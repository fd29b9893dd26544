import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { SandboxClock } from '../clock.ts';
import type { Sandbox } from '../sandbox.ts';
import { answer, badRequest, createApi, noContent } from './api.ts';
import {
  clockChangeSchema,
  clockSchema,
  faultSchema,
  receiptChangeSchema,
  receiptPushSchema,
  receiptSettingsSchema,
} from './schemas.ts';

const faultsSchema = z.object({ faults: z.array(faultSchema).max(1000).readonly() });
const receiptsSchema = z.object({
  settings: receiptSettingsSchema,
  pushes: z.array(receiptPushSchema).readonly(),
});

const faultsAnswer = { 200: answer('The faults in force, first match wins', faultsSchema) };
const clockAnswer = { 200: answer('The clock', clockSchema) };
const receiptsAnswer = {
  200: answer('The settings and the last pushes, newest first', receiptsSchema),
};

const getFaults = createRoute({
  method: 'get',
  path: '/faults',
  summary: 'Failures on demand',
  responses: faultsAnswer,
});
const putFaults = createRoute({
  method: 'put',
  path: '/faults',
  summary: 'Sets the whole list of failures on demand',
  request: { body: { ...answer('The new list', faultsSchema), required: true } },
  responses: { ...faultsAnswer, 400: badRequest },
});
const getClock = createRoute({
  method: 'get',
  path: '/clock',
  summary: 'The sandbox’s clock',
  responses: clockAnswer,
});
const putClock = createRoute({
  method: 'put',
  path: '/clock',
  summary: 'Shifts, sets, stops or resumes the clock; receipts and windows follow it',
  request: { body: { ...answer('What changes', clockChangeSchema), required: true } },
  responses: { ...clockAnswer, 400: badRequest },
});
const getReceipts = createRoute({
  method: 'get',
  path: '/receipts',
  summary: 'Where and how delivery reports are pushed',
  responses: receiptsAnswer,
});
const putReceipts = createRoute({
  method: 'put',
  path: '/receipts',
  summary: 'Changes what is named; a url of null switches pushing off',
  request: { body: { ...answer('What changes', receiptChangeSchema), required: true } },
  responses: { ...receiptsAnswer, 400: badRequest },
});
const replayReceipts = createRoute({
  method: 'post',
  path: '/receipts/replay',
  summary: 'Pushes the reports of all kept messages once more',
  responses: { 200: answer('How many', z.object({ replayed: z.number().int() })) },
});
const reset = createRoute({
  method: 'post',
  path: '/reset',
  summary: 'Everything back to the start state',
  responses: { 204: noContent },
});

/** `changed` is called after each change, so that every open page follows. */
export function settingsRoutes(sandbox: Sandbox, changed: () => void): OpenAPIHono {
  const { faults, clock, receipts } = sandbox;
  const api = createApi();
  api.openapi(getFaults, (context) => context.json({ faults: faults.list() }, 200));
  api.openapi(putFaults, (context) => {
    faults.replace(context.req.valid('json').faults);
    changed();
    return context.json({ faults: faults.list() }, 200);
  });
  api.openapi(getClock, (context) => context.json(readClock(clock), 200));
  api.openapi(putClock, (context) => {
    changeClock(clock, context.req.valid('json'));
    changed();
    return context.json(readClock(clock), 200);
  });
  const readReceipts = () => ({ settings: receipts.settings(), pushes: receipts.pushes() });
  api.openapi(getReceipts, (context) => context.json(readReceipts(), 200));
  api.openapi(putReceipts, (context) => {
    try {
      receipts.configure(context.req.valid('json'));
    } catch (error) {
      return context.json({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
    changed();
    return context.json(readReceipts(), 200);
  });
  api.openapi(replayReceipts, (context) => context.json({ replayed: receipts.replay() }, 200));
  api.openapi(reset, (context) => {
    sandbox.reset();
    changed();
    return context.body(null, 204);
  });
  return api;
}

function readClock(clock: SandboxClock): z.infer<typeof clockSchema> {
  return {
    now: new Date(clock.now()).toISOString(),
    offsetMs: clock.offset(),
    frozen: clock.frozen(),
  };
}

function changeClock(clock: SandboxClock, change: z.infer<typeof clockChangeSchema>): void {
  if (change.now !== undefined) clock.shift(Date.parse(change.now) - clock.now());
  if (change.shiftMs !== undefined) clock.shift(change.shiftMs);
  if (change.frozen === true) clock.freeze();
  if (change.frozen === false) clock.resume();
}
