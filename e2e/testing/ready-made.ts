import type { Account } from './official-clients.ts';

/** The sandbox's ready-made account, and of its signatures and templates those that tests use. */
export const account: Account = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
export const signName = '示例科技';
export const templates = { china: 'SMS_200000001', overseas: 'SMS_200000020' };

let numbers = 0;

/**
 * The last eight digits of a mainland number that no other test of the file used: Aliyun admits one
 * verification SMS a minute for each number.
 */
export function freshNumber(): string {
  numbers += 1;
  return `139${12_340_000 + numbers}`;
}
