import { startSandbox } from 'aliyun-sms-sandbox';
import { afterAll, beforeEach } from 'vitest';
import {
  generatedClient,
  popCore,
  smsSdk,
  type Answer,
  type OfficialClient,
} from './official-clients.ts';
import { account, signName, templates } from './ready-made.ts';
import { unfilledFields } from './unfilled-fields.ts';

/** One sandbox for each test file that imports this, fresh for each test. */
export const sandbox = await startSandbox({ port: 0 });
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  // Limits are counted by calendar minute and day, which must not change during a test.
  sandbox.clock.freeze();
});

/** Every official client of the China site's API, signed in with the given account. */
export const officialClients = (as = account): readonly OfficialClient[] => [
  generatedClient('dysmsapi20170525 4.x', sandbox.url, as),
  generatedClient('dysmsapi20170525 4.x with V1', sandbox.url, as),
  generatedClient('dysmsapi20170525 3.x', sandbox.url, as),
  generatedClient('dysmsapi20170525 2.0.24', sandbox.url, as),
  popCore('GET', sandbox.url, as),
  popCore('POST', sandbox.url, as),
  smsSdk(sandbox.url, as),
];

/** The clients that offer all of these operations. */
export const offering = (...actions: string[]): readonly OfficialClient[] =>
  officialClients().filter((client) => actions.every((action) => client.offers(action)));

/** The fields of a response's model that are empty; none for clients without models. */
export const unfilled = ({ model }: Answer): readonly string[] =>
  model === undefined ? [] : unfilledFields(model);

/** The sandbox's day as Aliyun sees it, in China: `2026-01-31`. */
export const today = (): string =>
  new Date(sandbox.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** A message that every client can send. */
export const message = {
  PhoneNumbers: '13912340001',
  SignName: signName,
  TemplateCode: templates.china,
  TemplateParam: '{"code":"042137"}',
  OutId: "order 1*~'(ü)!",
};
