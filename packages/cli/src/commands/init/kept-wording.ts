import { readSettings } from 'aliyun-sms-sender';
import type { Context } from '../../command.ts';
import type { Settings } from '../../logto/settings-file.ts';

const WORDING_FLAGS = [
  'signName',
  'qualificationId',
  'template',
  'templateText',
  'templateOverseas',
  'templateOverseasText',
  'text',
  'from',
];

/**
 * Signature and templates of the settings file, if this run leaves them as they are: it names nothing
 * else, and it is a script or only sizes the guard of finished settings. Not those of an incomplete
 * file, and not with another key, whose account may not have them.
 */
export function keptWording(
  context: Context,
  known: Settings,
  accessKeyId: string,
): Settings | undefined {
  const { options, terminal } = context;
  // The last step of a run writes `bareNumbers`: a file without it is of an interrupted one.
  const onlySizes = options.text('people') !== undefined && known['bareNumbers'] !== undefined;
  const isComplete = !('issues' in readSettings(known));
  const isOfKey = (known['accessKeyId'] ?? accessKeyId) === accessKeyId;
  const asksNothing = onlySizes || terminal.stdin.isTTY !== true;
  if (!asksNothing || !isComplete || !isOfKey || namesWording(context, known)) return undefined;
  const { signName, templates } = known;
  return signName === undefined ? { templates } : { signName, templates };
}

function namesWording({ options }: Context, known: Settings): boolean {
  const { site = 'china', channel = 'auto' } = known;
  return (
    (options.text('site') ?? site) !== site ||
    (options.text('channel') ?? channel) !== channel ||
    WORDING_FLAGS.some((flag) => options.text(flag) !== undefined)
  );
}
