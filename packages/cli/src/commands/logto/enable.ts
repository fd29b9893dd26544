import { confirm } from '../../ask.ts';
import type { Action, Context } from '../../command.ts';
import { CommandFailure } from '../../failure.ts';
import { openLogto } from '../../logto/access.ts';
import type { SignInExperience } from '../../logto/management-api.ts';
import { asksForOther, obstacleTo, withPhone } from '../../logto/phone-sign-in.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const logto = await openLogto(context);
  const current = await logto.signInExperience();
  const { next, steps, remarks } = withPhone(current, await replacesSignUp(context, current));
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
    output.print({ en: '✓ Phone sign-in is already on.', zh: '✓ 手机号登录已经开启。' });
    return;
  }
  const obstacle = obstacleTo(next, current, await logto.connectors());
  if (obstacle) throw new CommandFailure(obstacle);
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

/** With the flag, or if a person agrees: a fresh Logto requires a user name at sign-up. */
async function replacesSignUp(context: Context, current: SignInExperience): Promise<boolean> {
  const { options, terminal } = context;
  if (options.flag('replaceSignUp')) return true;
  const mayAsk = terminal.stdin.isTTY === true && !options.flag('yes') && !options.flag('dryRun');
  if (!mayAsk || !asksForOther(current)) return false;
  const identifiers = current.signUp.identifiers.join(', ');
  return confirm(context, {
    en: `Sign-up requires ${identifiers}, so nobody can register by phone. Switch to registration by phone? (Existing accounts sign in as before.)`,
    zh: `注册方式为 ${identifiers}，因此无法用手机号注册。是否改为手机号注册？（已有账号的登录方式不变。）`,
  });
}
