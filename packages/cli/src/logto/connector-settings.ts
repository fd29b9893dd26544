import {
  issueLines,
  readSettings as readConnectorSettings,
  type Settings,
} from 'aliyun-sms-sender';
import type { Context } from '../command.ts';
import { CommandFailure } from '../failure.ts';
import { readSettings } from './settings-file.ts';

/** What the connector would make of the file. Throws what it would refuse, field by field. */
export async function connectorSettings(
  { options, output }: Context,
  file: string,
): Promise<Settings> {
  const site = options.text('site');
  const namesKey = options.text('accessKeyId') ?? options.text('profile');
  const settings = readConnectorSettings({
    ...(await readSettings(file)),
    ...(site === undefined ? {} : { site }),
    ...(namesKey === undefined ? {} : { credentials: 'environment' }),
  });
  if ('issues' in settings) {
    const lines = issueLines(settings.issues);
    throw new CommandFailure({
      en: `The connector refuses ${file}: ${lines.map(({ en }) => en).join(' | ')}`,
      zh: `连接器拒绝 ${file}：${lines.map(({ zh }) => zh).join(' | ')}`,
    });
  }
  for (const words of issueLines(settings.warnings)) {
    output.print({ en: `! ${words.en}`, zh: `! ${words.zh}` });
  }
  return settings;
}
