import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { SandboxClock } from '../time/clock.ts';
import type { Sandbox } from '../sandbox.ts';
import { answer, badRequest, createApi, noContent, requestBody } from './api.ts';
import { clockChangeSchema, clockSchema, faultSchema } from './schemas.ts';

const faultsSchema = z.object({ faults: z.array(faultSchema).max(1000).readonly() });
const faultsAnswer = { 200: answer('The active faults; the first match wins', faultsSchema) };
const clockAnswer = { 200: answer('The clock', clockSchema) };

const getFaults = createRoute({
  method: 'get',
  path: '/faults',
  summary: 'Active faults',
  responses: faultsAnswer,
});
const putFaults = createRoute({
  method: 'put',
  path: '/faults',
  summary: 'Replaces all faults',
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
  summary: 'Shifts, sets, freezes or resumes the clock that limits, reports and reviews follow',
  request: requestBody('The changes', clockChangeSchema),
  responses: { ...clockAnswer, 400: badRequest },
});
const reset = createRoute({
  method: 'post',
  path: '/reset',
  summary: 'Resets everything to the start state',
  responses: { 204: noContent },
});

/** Calls `changed` after each change, to update open pages. */
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
    changeClock(clock, context.req.valid('json'));
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
  // In one step, so that a refused change has no effect.
  if (now !== undefined) clock.shift(Date.parse(now) + shiftMs - clock.now());
  else if (shiftMs !== 0) clock.shift(shiftMs);
  if (change.frozen === true) clock.freeze();
  if (change.frozen === false) clock.resume();
}
