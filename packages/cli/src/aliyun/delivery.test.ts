import { expect, it } from 'vitest';
import { Output } from '../output.ts';
import { testTerminal } from '../testing/terminal.ts';
import { deliveryLine } from './delivery.ts';

it.each([
  ['en', '✗ failed: INVALID_NUMBER – '],
  ['zh', '✗ 失败：INVALID_NUMBER – '],
] as const)('a failed delivery is punctuated as usual in %s', (language, start) => {
  const { terminal } = testTerminal();
  const output = new Output(terminal, { json: false, language, showNumbers: false });
  const unknown = { sentAt: undefined, reportedAt: undefined, content: undefined };
  const ids = { phoneNumber: '13800138000', templateCode: undefined, outId: undefined };
  const report = { ...ids, ...unknown, status: 'failed', errCode: 'INVALID_NUMBER' } as const;
  expect(deliveryLine({ output }, report)).toContain(start);
});
