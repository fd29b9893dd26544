import { confirm } from '../../ask.ts';
import type { Action } from '../../command.ts';
import { CommandFailure } from '../../failure.ts';
import { openLogto } from '../../logto/access.ts';
import { withPhone } from '../../logto/phone-sign-in.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const logto = await openLogto(context);
  const { next, steps, remarks } = withPhone(await logto.signInExperience());
  for (const step of steps) output.print(`+ ${output.text(step)}`);
  for (const remark of remarks) {
    output.print(`${output.paint('yellow', '!')} ${output.text(remark)}`);
  }
  const result = {
    changes: steps.map((step) => output.text(step)),
    remarks: remarks.map((remark) => output.text(remark)),
  };
  if (steps.length === 0) {
    output.result({ ...result, changed: false });
    output.print({ en: '✓ Phone sign-in is on already.', zh: '✓ 手机号登录已经开启。' });
    return;
  }
  if (options.flag('dryRun')) {
    output.result({ ...result, changed: false });
    output.print({ en: 'Nothing was changed (--dry-run).', zh: '没有做任何改动（--dry-run）。' });
    return;
  }
  const question = { en: 'Make these changes in Logto?', zh: '要在 Logto 中做这些改动吗？' };
  if (!options.flag('yes') && !(await confirm(context, question))) {
    throw new CommandFailure({ en: 'Nothing was changed.', zh: '没有做任何改动。' });
  }
  await logto.updateSignInExperience(next);
  output.result({ ...result, changed: true });
  output.print({ en: '✓ Phone sign-in is on.', zh: '✓ 手机号登录已开启。' });
};
