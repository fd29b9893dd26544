import { describe, expect, it } from 'vitest';
import type { Context } from '../command.ts';
import { Options } from '../options.ts';
import { Output } from '../output.ts';
import { testTerminal } from '../testing/terminal.ts';
import { carrierName, filingOf, reviewOf } from './review.ts';
import { render } from './template-text.ts';
import { watchReview, type Reviewed } from '../commands/init/watch-review.ts';

function context(language: 'en' | 'zh', json = false) {
  const { terminal, stderr } = testTerminal();
  const output = new Output(terminal, { json, language, showNumbers: false });
  const options = new Options({ wait: true });
  const built: Context = { terminal, output, language, options, arguments: [] };
  return { built, stderr };
}

const verdict = (reason?: string) => ({ reason, date: undefined });

describe('a review that is watched', () => {
  it.each<[Reviewed['status'], string | undefined, string, string]>([
    ['cancelled', 'no remark', '示例 is withdrawn.', '示例 已撤回。'],
    ['rejected', '材料不全', '示例 is rejected: 材料不全.', '示例 未通过：材料不全。'],
    ['rejected', undefined, '示例 is rejected.', '示例 未通过。'],
    [undefined, undefined, '示例 is state unknown.', '示例 状态未知。'],
  ])('and ends as %s (%s) says so', async (status, reason, en, zh) => {
    const look = () => Promise.resolve({ status, verdict: verdict(reason) });
    const watching = watchReview(context('en').built, '示例', look);
    await expect(watching).rejects.toMatchObject({ text: { en, zh }, exitCode: 1 });
  });

  it('leaves a pipe alone where JSON was asked for', async () => {
    const { built, stderr } = context('en', true);
    await watchReview(built, '示例', async () => ({ status: 'approved', verdict: verdict() }));
    expect(stderr()).toBe('');
  });
});

describe('what Aliyun says and this version does not know', () => {
  it('is told as unknown, and a new carrier by its own name', () => {
    expect(reviewOf(undefined).en).toBe('state unknown');
    const filing = { carrier: 'broadnet', status: undefined, completedAt: undefined, reasons: [] };
    expect(filingOf(filing)).toMatchObject({ mark: '!', en: 'state unknown' });
    expect(carrierName(filing)).toEqual({ en: 'broadnet', zh: 'broadnet' });
  });
});

it('a variable without a value stays in the text as written', () => {
  expect(render('${code}，${ min }分钟', { code: '1' })).toBe('1，${ min }分钟');
});
