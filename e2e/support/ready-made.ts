import type { Account } from './official-clients.ts';

/** The sandbox's ready-made account, signature and templates; see docs/sandbox.md. */
export const account: Account = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
export const signName = '阿里云短信测试';
export const mainlandTemplate = 'SMS_154950909';

let numbers = 0;

/**
 * A mainland number that no other test of this file used, in its national form: Aliyun admits one
 * verification SMS a minute for each number.
 */
export function freshNumber(): string {
  numbers += 1;
  return `139${String(12_340_000 + numbers)}`;
}
