import { describe, expect, it } from 'vitest';
import type { Context } from '../../command.ts';
import { Options } from '../../options.ts';
import { Output } from '../../output.ts';
import { testTerminal } from '../../testing/terminal.ts';
import { rootCommand } from '../root.ts';
import { watchReview, type Reviewed } from './watch-review.ts';

function context(language: 'en' | 'zh', json = false) {
  const { terminal, stderr } = testTerminal();
  const output = new Output(terminal, { json, language, showNumbers: false });
  const options = new Options({ wait: true });
  const built: Context = {
    terminal,
    output,
    language,
    options,
    commandLine: rootCommand,
    arguments: [],
  };
  return { built, stderr };
}

const verdict = (reason?: string) => ({ reason, date: undefined });

describe('waiting for a review', () => {
  it.each<[Reviewed['status'], string | undefined, string, string]>([
    ['cancelled', 'no remark', '示例: withdrawn.', '示例：已撤回。'],
    ['rejected', '材料不全', '示例: rejected – 材料不全.', '示例：未通过 – 材料不全。'],
    ['rejected', undefined, '示例: rejected.', '示例：未通过。'],
    [undefined, undefined, '示例: in an unknown state.', '示例：状态未知。'],
  ])('fails if it ends as %s (%s)', async (status, reason, en, zh) => {
    const look = () => Promise.resolve({ status, verdict: verdict(reason) });
    const watching = watchReview(context('en').built, '示例', look);
    await expect(watching).rejects.toMatchObject({ text: { en, zh }, exitCode: 1 });
  });

  it('prints nothing with --json', async () => {
    const { built, stderr } = context('en', true);
    await watchReview(built, '示例', async () => ({ status: 'approved', verdict: verdict() }));
    expect(stderr()).toBe('');
  });
});
