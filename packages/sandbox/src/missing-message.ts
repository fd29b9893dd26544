import { maskPhoneNumber } from 'aliyun-sms-client';
import { addressedNumbers, type Fault } from './faults/faults.ts';
import type { Message } from './messages/message.ts';
import { possibleNumbers } from './number-forms.ts';
import type { LoggedRequest } from './requests/request-log.ts';
import type { SandboxState } from './sandbox-state.ts';

/** Newest calls and messages that are looked at: only a wait in vain asks. */
const LOOKED_AT = 500;
/** Named at most, of each kind. */
const NAMED = 3;

type Looked = Pick<SandboxState, 'messages' | 'requests' | 'faults'>;

/**
 * Why nobody got the message they waited for, in sentences: what this number got instead, the calls
 * that were refused since its last message, the faults that are on, and where other messages went.
 * Numbers are masked, and no code is in it.
 */
export function whyNoMessage(state: Looked, to: string, timeoutMs: number): string {
  const numbers = possibleNumbers(to);
  const own = state.messages.list({ to, limit: LOOKED_AT }).messages;
  const calls = callsSince(state, own[0]);
  return [
    `No message for ${numbers.map(maskPhoneNumber).join(' or ')} came within ${timeoutMs} ms.`,
    ownMessages(own),
    ...refusals(calls, numbers),
    activeFaults(state.faults.list(), numbers),
    otherMessages(state, own[0], numbers),
    calls.length === 0 && own.length === 0 ? 'No call has reached the sandbox.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** The calls that came after the one with the number's last message; newest first. */
function callsSince({ requests }: Looked, last: Message | undefined): readonly LoggedRequest[] {
  const calls = requests.list(LOOKED_AT);
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
  return `Messages that it has from before: ${own.length}${details}.`;
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
    others.length > 0 ? `Refused to other numbers: ${counted(others)}.` : '',
  ];
}

function outcome({ action = 'a call', apiCode, fault = 'unknown' }: LoggedRequest): string {
  return `${action} ${apiCode ?? `fault ${fault}`}`;
}

function activeFaults(faults: readonly Fault[], numbers: readonly string[]): string {
  const meeting = faults.filter(
    ({ to }) => to === undefined || possibleNumbers(to).some((one) => numbers.includes(one)),
  );
  const names = meeting.map(({ effect }) =>
    effect.kind === 'apiCode' ? effect.apiCode : effect.kind,
  );
  return names.length > 0 ? `Active faults: ${counted(names)}.` : '';
}

function otherMessages(
  { messages }: Looked,
  last: Message | undefined,
  numbers: readonly string[],
): string {
  const newest = messages.list({ limit: LOOKED_AT }).messages;
  const end = newest.findIndex(({ id }) => id === last?.id);
  const others = (end === -1 ? newest : newest.slice(0, end))
    .map(({ to }) => to)
    .filter((to) => !numbers.includes(to));
  return others.length > 0
    ? `Messages went to other numbers: ${counted(others.map(maskPhoneNumber))}.`
    : '';
}

/** `a (2), b`, the first few of them. */
function counted(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) {
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const named = [...counts].slice(0, NAMED).map(([text, count]) => {
    return count > 1 ? `${text} (${count})` : text;
  });
  const left = counts.size - named.length;
  return [...named, ...(left > 0 ? [`${left} more`] : [])].join(', ');
}
