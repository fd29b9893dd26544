import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Message } from '../messages/message.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { answer, createApi } from './api.ts';
import { isoTime } from './schemas.ts';

const latencySchema = z
  .object({ p50: z.number(), p95: z.number() })
  .openapi({ description: 'From acceptance to the report, milliseconds' });

const statisticsSchema = z
  .object({
    stepMs: z.number().int().openapi({ description: 'Length of a bucket' }),
    buckets: z
      .array(
        z.object({
          at: isoTime.openapi({ description: 'Start of the bucket' }),
          submitted: z.number().int().openapi({ description: 'Accepted, no report yet' }),
          delivered: z.number().int(),
          failed: z.number().int(),
          latencyMs: latencySchema.nullable(),
        }),
      )
      .readonly(),
  })
  .openapi('Statistics');

export type Statistics = z.infer<typeof statisticsSchema>;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Bucket lengths that are easy to read on an axis. */
const steps = [
  second,
  5 * second,
  15 * second,
  minute,
  5 * minute,
  15 * minute,
  hour,
  6 * hour,
  24 * hour,
];
const maxBuckets = 120;

/** Counts messages by time of acceptance, from the oldest kept one until `now` (milliseconds), in at
 *  most about 120 buckets. */
export function computeStatistics(messages: readonly Message[], now: number): Statistics {
  const times = messages.map(({ acceptedAt }) => Date.parse(acceptedAt));
  const first = times.reduce((least, time) => Math.min(least, time), now);
  const last = times.reduce((most, time) => Math.max(most, time), now);
  const stepMs =
    steps.find((step) => (last - first) / step < maxBuckets) ??
    wholeDays((last - first) / maxBuckets);
  const start = Math.floor(first / stepMs);
  const groups: Message[][] = Array.from(
    { length: messages.length === 0 ? 0 : Math.floor(last / stepMs) - start + 1 },
    () => [],
  );
  messages.forEach((message, index) => {
    groups[Math.floor((times[index] ?? first) / stepMs) - start]?.push(message);
  });
  return {
    stepMs,
    buckets: groups.map((group, index) => ({
      at: new Date((start + index) * stepMs).toISOString(),
      ...summarize(group),
    })),
  };
}

/** Whole days, in case the clock was moved by years. */
function wholeDays(milliseconds: number): number {
  return Math.ceil(milliseconds / (24 * hour)) * 24 * hour;
}

function summarize(messages: readonly Message[]) {
  const count = { submitted: 0, delivered: 0, failed: 0 };
  const latencies: number[] = [];
  for (const { status, acceptedAt, reportedAt } of messages) {
    count[status] += 1;
    if (reportedAt !== undefined) latencies.push(Date.parse(reportedAt) - Date.parse(acceptedAt));
  }
  return { ...count, latencyMs: percentiles(latencies) };
}

function percentiles(values: readonly number[]): { p50: number; p95: number } | null {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return sorted.length === 0 ? null : { p50: at(0.5), p95: at(0.95) };
}

const route = createRoute({
  method: 'get',
  path: '/statistics',
  summary: 'Counts and delivery times of the kept messages over time',
  responses: { 200: answer('The statistics', statisticsSchema) },
});

export function statisticsRoutes({ messages, clock }: SandboxState): OpenAPIHono {
  const api = createApi();
  api.openapi(route, (context) =>
    context.json(computeStatistics(messages.list().messages, clock.now()), 200),
  );
  return api;
}
