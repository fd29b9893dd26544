import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { SandboxClock } from '../time/clock.ts';
import type { Sandbox } from '../sandbox.ts';
import { answer, badRequest, createApi, noContent, requestBody } from './api.ts';
import { clockChangeSchema, clockSchema, faultSchema } from './schemas.ts';

const faultsSchema = z.object({ faults: z.array(faultSchema).max(1000).readonly() });
const faultsAnswer = { 200: answer('The faults in force, first match wins', faultsSchema) };
const clockAnswer = { 200: answer('The clock', clockSchema) };

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
  request: requestBody('The new list', faultsSchema),
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
  request: requestBody('What changes', clockChangeSchema),
  responses: { ...clockAnswer, 400: badRequest },
});
const reset = createRoute({
  method: 'post',
  path: '/reset',
  summary: 'Everything back to the start state',
  responses: { 204: noContent },
});

/** `changed` is called after each change, so that every open page follows. */
export function settingsRoutes(sandbox: Sandbox, changed: () => void): OpenAPIHono {
  const { faults, clock } = sandbox;
  const api = createApi();
  api.openapi(getFaults, (context) => context.json({ faults: faults.list() }, 200));
  api.openapi(putFaults, (context) => {
    faults.replace(context.req.valid('json').faults);
    changed();
    return context.json({ faults: faults.list() }, 200);
  });
  api.openapi(getClock, (context) => context.json(readClock(clock), 200));
  api.openapi(putClock, (context) => {
    try {
      changeClock(clock, context.req.valid('json'));
    } catch (error) {
      return context.json({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
    changed();
    return context.json(readClock(clock), 200);
  });
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
  const { now, shiftMs = 0 } = change;
  // One move, so that one that is refused changes nothing.
  if (now !== undefined) clock.shift(Date.parse(now) + shiftMs - clock.now());
  else if (shiftMs !== 0) clock.shift(shiftMs);
  if (change.frozen === true) clock.freeze();
  if (change.frozen === false) clock.resume();
}
