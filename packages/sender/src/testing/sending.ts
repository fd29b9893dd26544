import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Failure } from '../failure/failure.ts';
import { createSender, SendFailure, type Sender, type SendResult } from '../sender.ts';
import { readSettings } from '../settings/read-settings.ts';

export interface TestRequest {
  readonly to?: string;
  readonly type?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly locale?: string;
  readonly ip?: string;
}

/** A mainland and an overseas template, both in the sandbox. */
export const TEMPLATES = [
  { usageType: 'Generic', templateCode: { china: 'SMS_200000001', overseas: 'SMS_200000020' } },
];

export const settingsFor = (endpoint: string, more: object = {}) => ({
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '示例科技',
  templates: TEMPLATES,
  endpoint,
  ...more,
});

const CODE = '123456';

/** Sends with settings as they are stored. */
export const sendBy =
  (sender: Sender) =>
  (
    config: unknown,
    { to = '8613800138000', type = 'SignIn', payload, locale, ip }: TestRequest = {},
  ): Promise<SendResult> =>
    sender.send(readSettings(config), {
      to,
      usageType: type,
      payload: { code: CODE, ...payload },
      locale,
      ip,
    });

export const send = sendBy(createSender());

/** The failure of a send; any other error fails the test. */
export async function failureOf(sending: Promise<unknown>): Promise<Failure> {
  try {
    await sending;
  } catch (error) {
    if (error instanceof SendFailure) return error.failure;
    throw error;
  }
  throw new TypeError('The send did not fail.');
}

type Event = Readonly<Record<string, unknown>>;

/** What the diagnostics channel published during `work`. */
export async function eventsOf(work: () => Promise<unknown>): Promise<readonly Event[]> {
  const events: Event[] = [];
  const listener = (event: unknown) => {
    events.push(Object(event));
  };
  subscribe('aliyun-sms:send', listener);
  try {
    await work();
  } finally {
    unsubscribe('aliyun-sms:send', listener);
  }
  return events;
}
