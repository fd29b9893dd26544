import { maskPhoneNumber } from 'aliyun-sms-client';
import { addressedNumbers, type Fault } from './faults/faults.ts';
import type { Message } from './messages/message.ts';
import { possibleNumbers } from './number-forms.ts';
import type { LoggedRequest } from './requests/request-log.ts';
import type { SandboxState } from './sandbox-state.ts';

/** How many of the newest calls and messages are considered. */
const MAX_CONSIDERED = 500;
/** How many different items are named per sentence. */
const MAX_NAMED = 3;

type ConsideredState = Pick<SandboxState, 'messages' | 'requests' | 'faults'>;

/**
 * Explains in sentences why a wait got no message: earlier messages to the number, calls refused since
 * the last one, active faults, and messages to other numbers. Numbers are masked, codes are left out.
 */
export function whyNoMessage(state: ConsideredState, to: string, timeoutMs: number): string {
  const numbers = possibleNumbers(to);
  const own = state.messages.list({ to, limit: MAX_CONSIDERED }).messages;
  const calls = callsSince(state, own[0]);
  return [
    `No message to ${numbers.map(maskPhoneNumber).join(' or ')} arrived within ${timeoutMs} ms.`,
    ownMessages(own),
    ...refusals(calls, numbers),
    activeFaults(state.faults.list(), numbers),
    otherMessages(state, own[0], numbers),
    calls.length === 0 && own.length === 0 ? 'No call has reached the sandbox.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** The calls after the one that sent the number's last message; newest first. */
function callsSince(
  { requests }: ConsideredState,
  last: Message | undefined,
): readonly LoggedRequest[] {
  const calls = requests.list(MAX_CONSIDERED);
  const end = calls.findIndex(({ id }) => id === last?.requestId);
  return end === -1 ? calls : calls.slice(0, end);
}

function ownMessages(own: readonly Message[]): string {
  if (own.length === 0) {
    return '';
  }
  const failed = own.flatMap(({ status, errCode }) =>
    status === 'failed' && errCode !== undefined ? [errCode] : [],
  );
  const withoutCode = own.filter(({ code }) => code === null).length;
  const parts = [
    failed.length > 0 ? `failed at the carrier: ${counted(failed)}` : '',
    withoutCode > 0 ? `without a code: ${withoutCode}` : '',
  ].filter((part) => part !== '');
  const details = parts.length > 0 ? ` (${parts.join('; ')})` : '';
  return `Earlier messages to it: ${own.length}${details}.`;
}

function refusals(calls: readonly LoggedRequest[], numbers: readonly string[]): readonly string[] {
  const refused = calls.filter(({ apiCode }) => apiCode !== 'OK');
  const isOwn = (call: LoggedRequest): boolean => {
    const addressed = addressedNumbers({ ...call, action: call.action ?? '' });
    return addressed.size === 0 || numbers.some((number) => addressed.has(number));
  };
  const own = refused.filter(isOwn).map(outcome);
  const others = refused.filter((call) => !isOwn(call)).map(outcome);
  return [
    own.length > 0 ? `Refused since its last message: ${counted(own)}.` : '',
    others.length > 0 ? `Refused for other numbers: ${counted(others)}.` : '',
  ];
}

function outcome({ action = 'a call', apiCode, fault = 'unknown' }: LoggedRequest): string {
  return `${action} ${apiCode ?? `fault ${fault}`}`;
}

function activeFaults(faults: readonly Fault[], numbers: readonly string[]): string {
  const applicable = faults.filter(
    ({ to }) => to === undefined || possibleNumbers(to).some((one) => numbers.includes(one)),
  );
  const names = applicable.map(({ effect }) =>
    effect.kind === 'apiCode' ? effect.apiCode : effect.kind,
  );
  return names.length > 0 ? `Active faults: ${counted(names)}.` : '';
}

function otherMessages(
  { messages }: ConsideredState,
  last: Message | undefined,
  numbers: readonly string[],
): string {
  const newest = messages.list({ limit: MAX_CONSIDERED }).messages;
  const end = newest.findIndex(({ id }) => id === last?.id);
  const others = (end === -1 ? newest : newest.slice(0, end))
    .map(({ to }) => to)
    .filter((to) => !numbers.includes(to));
  return others.length > 0
    ? `Messages to other numbers: ${counted(others.map(maskPhoneNumber))}.`
    : '';
}

/** `a (2), b, 4 more`. */
function counted(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) {
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const named = [...counts].slice(0, MAX_NAMED).map(([text, count]) => {
    return count > 1 ? `${text} (${count})` : text;
  });
  const left = counts.size - named.length;
  return [...named, ...(left > 0 ? [`${left} more`] : [])].join(', ');
}
