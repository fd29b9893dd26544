import { userTextKeyOf } from 'aliyun-sms-sender';
import { z } from 'zod';
import type { AuditEntry } from './audit-entry.ts';
import { AUDIT_PAGE, type ManagementApi } from './management-api.ts';

const FLOWS = ['SignIn', 'Register', 'ForgotPassword'] as const;
export type Flow = (typeof FLOWS)[number];

/** What Logto's log says about one code, but not the code: it was requested, or entered. */
export interface CodeEvent {
  readonly step: 'asked' | 'entered';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly flow: Flow;
  /** The number as Logto stores it. */
  readonly number: string;
  /** Absent on success. */
  readonly failure?: CodeFailure | undefined;
}

export interface CodeFailure {
  /** Logto's own, such as `request.message_rate_limited`; absent if the connector threw. */
  readonly code: string | undefined;
  /** What the connector told the person, if it was the connector that failed. */
  readonly userText: string | undefined;
  /** Whether the gateway said so, to Logto's HTTP SMS connector. */
  readonly byGateway: boolean;
  /** Aliyun's, if it was Aliyun that refused. */
  readonly requestId: string | undefined;
}

export interface CodeEvents {
  /** Oldest first. */
  readonly events: readonly CodeEvent[];
  /** If there were too many entries: from when on they were read. */
  readonly since?: number | undefined;
}

interface Query {
  /** Every form in which Logto may have stored the number. */
  readonly numbers: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

const ACTIONS = { Create: 'asked', Submit: 'entered' } as const;

/** A day of 10,000 codes. */
const MAX_PAGES = 100;

/**
 * Codes of one number in Logto's audit log. Logto can filter entries by kind, not by number, so all of a
 * kind are read. Codes requested from the account page are not logged.
 */
export async function codeEvents(logto: ManagementApi, query: Query): Promise<CodeEvents> {
  const kinds = FLOWS.flatMap((flow) => [
    { flow, action: 'Create' as const },
    { flow, action: 'Submit' as const },
  ]);
  const read = await Promise.all(
    kinds.map(async ({ flow, action }) => {
      const { entries, since } = await entriesOf(
        logto,
        `Interaction.${flow}.Verification.PhoneVerificationCode.${action}`,
        query,
      );
      const events = entries.flatMap((entry) => eventOf(entry, flow, ACTIONS[action]));
      return { events: events.filter(({ number }) => query.numbers.has(number)), since };
    }),
  );
  const cuts = read.flatMap(({ since }) => since ?? []);
  return {
    events: read.flatMap(({ events }) => events).toSorted((a, b) => a.at - b.at),
    since: cuts.length > 0 ? Math.max(...cuts) : undefined,
  };
}

async function entriesOf(logto: ManagementApi, logKey: string, { from, until }: Query) {
  // By id: new entries push others onto the next page.
  const entries = new Map<string, AuditEntry>();
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    // In turn: each page shows whether there is another.
    // oxlint-disable-next-line no-await-in-loop
    const found = await logto.auditLog({ logKey, from, until, page });
    for (const entry of found) entries.set(entry.id, entry);
    const oldest = found.at(-1)?.createdAt ?? 0;
    if (found.length < AUDIT_PAGE || oldest < from) return { entries: within() };
  }
  return {
    entries: within(),
    since: Math.min(...[...entries.values()].map((one) => one.createdAt)),
  };

  function within(): readonly AuditEntry[] {
    return [...entries.values()].filter(({ createdAt }) => createdAt >= from && createdAt <= until);
  }
}

function eventOf({ createdAt, payload }: AuditEntry, flow: Flow, step: CodeEvent['step']) {
  const { result, error, payload: request } = payload;
  if (request === undefined) return [];
  const event: CodeEvent = {
    step,
    at: createdAt,
    flow,
    number: request.identifier.value,
    failure: result === 'Success' ? undefined : failureOf(error ?? {}),
  };
  return [event];
}

const connectorData = z.object({
  errorDescription: z.string(),
  requestId: z.string().optional(),
});

function failureOf({
  code,
  message = '',
}: NonNullable<AuditEntry['payload']['error']>): CodeFailure {
  const [, json] = /ConnectorError: (\{.*\}|".*")$/s.exec(message) ?? [];
  const data = json === undefined ? undefined : jsonOf(json);
  if (typeof data === 'string') {
    return {
      code,
      userText: data,
      byGateway: userTextKeyOf(data) !== undefined,
      requestId: undefined,
    };
  }
  const own = connectorData.safeParse(data).data;
  return { code, userText: own?.errorDescription, byGateway: false, requestId: own?.requestId };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
