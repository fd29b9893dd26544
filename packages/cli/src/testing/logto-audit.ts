import { z } from 'zod';
import type { LogtoState, Reply, Route } from './logto-route.ts';

export const auditRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/logs\?(.+)$/,
    run: (state, _, query) => auditLogPage(state, query),
  },
  {
    method: 'GET',
    path: /^\/api\/users\?search\.primaryPhone=(\d+)&mode\.primaryPhone=exact&page_size=1$/,
    run: ({ phones }, _, phone) => ({
      status: 200,
      body: phones.filter((known) => known === phone).map((primaryPhone) => ({ primaryPhone })),
    }),
  },
];

const window = z.object({
  logKey: z.string(),
  start_time: z.coerce.number(),
  end_time: z.coerce.number(),
  page: z.coerce.number().int().positive(),
  page_size: z.coerce.number().int().positive().max(100),
});

/** Like `GET /api/logs`: one kind of entry, both ends of the period included, newest first. */
function auditLogPage({ auditLog }: LogtoState, query: string): Reply {
  const asked = window.parse(Object.fromEntries(new URLSearchParams(query)));
  const { page, page_size: size } = asked;
  const found = auditLog
    .filter(
      ({ key, createdAt }) =>
        key === asked.logKey && createdAt >= asked.start_time && createdAt <= asked.end_time,
    )
    .toSorted((a, b) => b.createdAt - a.createdAt);
  return { status: 200, body: found.slice((page - 1) * size, page * size) };
}
