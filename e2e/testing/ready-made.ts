import type { Account } from './official-clients.ts';

/** The account of the sandbox's start state, with the signature and templates that the tests use. */
export const account: Account = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
export const signName = '示例科技';
export const templates = { china: 'SMS_200000001', overseas: 'SMS_200000020' };

let numbers = 0;

/**
 * A mainland number that no other test of the file has used: Aliyun allows one verification SMS a minute
 * for each number.
 */
export function freshNumber(): string {
  numbers += 1;
  return `139${12_340_000 + numbers}`;
}
