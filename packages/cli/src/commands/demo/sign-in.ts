import { randomUUID } from 'node:crypto';
import { TemplateType } from '@logto/connector-kit';
import { explainApiCode, parsePhoneNumber } from 'aliyun-sms-client';
import type { ConnectorHost, HostRefusal } from './connector-host.ts';
import type { CodeVerdict, VerificationCodes } from './verification-codes.ts';

export type Flow = 'Register' | 'SignIn';

/** An account of the demo, kept in memory. */
export interface Account {
  readonly id: string;
  /** E.164 */
  readonly phone: string;
  /** ISO 8601 */
  readonly createdAt: string;
}

export type CodeAnswer =
  | { readonly result: 'sent' }
  | { readonly result: 'bad-number' }
  | {
      readonly result: 'refused';
      readonly message: string;
      /** The operator's explanation, in the language of the page. */
      readonly operator?: { readonly apiCode?: string | undefined; readonly text: string };
    };

/** After a correct code, the person is signed in; or, if the account does not exist (or already does),
 *  `ticket` continues with the other flow without a second code, as in Logto. */
export type SignInAnswer =
  | { readonly result: 'signed-in'; readonly account: Account; readonly isNew: boolean }
  | { readonly result: 'no-account' | 'account-exists'; readonly ticket: string }
  | { readonly result: Exclude<CodeVerdict, 'correct'> | 'bad-ticket' | 'bad-number' };

export interface SignIn {
  sendCode(request: { flow: Flow; phone: string; locale: string }): Promise<CodeAnswer>;
  submitCode(request: { flow: Flow; phone: string; code: string }): SignInAnswer;
  goOn(ticket: string): SignInAnswer;
}

/** Beyond this many, the oldest are dropped, so that the process does not grow for days. */
const MOST_ENTRIES = 1000;

const templateTypes = {
  Register: TemplateType.Register,
  SignIn: TemplateType.SignIn,
} satisfies Record<Flow, TemplateType>;

/** Registration and sign-in by SMS for the page that stands in for Logto. */
export function createSignIn(options: {
  readonly connector: ConnectorHost;
  readonly codes: VerificationCodes;
  readonly now: () => number;
}): SignIn {
  const { connector, codes } = options;
  const people = createPeople(options.now);
  return {
    async sendCode({ flow, phone, locale }) {
      const number = parsePhoneNumber(phone);
      if (!number) return { result: 'bad-number' };
      const code = codes.issue(`${flow} ${number.e164}`);
      const { msisdn: to } = number;
      const answer = await connector.send({ to, type: templateTypes[flow], code, locale });
      return answer.sent ? { result: 'sent' } : refused(answer.refusal, locale);
    },
    submitCode({ flow, phone, code }) {
      const number = parsePhoneNumber(phone)?.e164;
      if (!number) return { result: 'bad-number' };
      const verdict = codes.check(`${flow} ${number}`, code);
      return verdict === 'correct' ? people.verified(flow, number) : { result: verdict };
    },
    goOn: (ticket) => people.goOn(ticket),
  };
}

function refused({ message, operator }: HostRefusal, locale: string): CodeAnswer {
  if (operator === undefined) return { result: 'refused', message };
  const { apiCode, reason } = operator;
  if (apiCode === undefined) return { result: 'refused', message, operator: { text: reason } };
  const { cause, remedy } = explainApiCode(apiCode, locale.startsWith('zh') ? 'zh' : 'en');
  const text = locale.startsWith('zh') ? `${cause}${remedy}` : `${cause} ${remedy}`;
  return { result: 'refused', message, operator: { apiCode, text } };
}

/** The accounts, and what happens once a number is verified. */
function createPeople(now: () => number) {
  const accounts = new Map<string, Account>();
  const tickets = new Map<string, string>();

  const enter = (phone: string): SignInAnswer => {
    const known = accounts.get(phone);
    if (known) return { result: 'signed-in', account: known, isNew: false };
    const createdAt = new Date(now()).toISOString();
    const account: Account = { id: randomUUID().slice(0, 12), phone, createdAt };
    remember(accounts, phone, account);
    return { result: 'signed-in', account, isNew: true };
  };

  return {
    verified(flow: Flow, phone: string): SignInAnswer {
      const isKnown = accounts.has(phone);
      if (isKnown === (flow === 'SignIn')) return enter(phone);
      const ticket = randomUUID();
      remember(tickets, ticket, phone);
      return { result: isKnown ? 'account-exists' : 'no-account', ticket };
    },
    goOn(ticket: string): SignInAnswer {
      const phone = tickets.get(ticket);
      tickets.delete(ticket);
      return phone === undefined ? { result: 'bad-ticket' } : enter(phone);
    },
  };
}

function remember<Value>(entries: Map<string, Value>, key: string, value: Value): void {
  entries.set(key, value);
  for (const oldest of entries.keys()) {
    if (entries.size <= MOST_ENTRIES) return;
    entries.delete(oldest);
  }
}
