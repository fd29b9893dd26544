import {
  issueLines,
  readSettings,
  Refusal,
  type ChannelSettings,
  type InvalidSettings,
  type Settings,
} from 'aliyun-sms-sender';
import { endpointOf, namesKey } from '../aliyun/account.ts';
import type { Context } from '../command.ts';
import { readSettings as readFile } from '../logto/settings-file.ts';
import { refused } from './refused.ts';

/** What the connector would make of the file; `--site`, `--endpoint` and a key of the flags come first. */
export async function readConnectorSettings(
  context: Context,
  file: string,
): Promise<Settings | InvalidSettings> {
  return connectorSettings(context, await readFile(file));
}

/** The same of settings that were read from a file already. */
export function connectorSettings(
  context: Context,
  stored: Readonly<Record<string, unknown>>,
): Settings | InvalidSettings {
  const site = context.options.text('site');
  const settings = readSettings({
    ...stored,
    ...(site === undefined ? {} : { site }),
    ...(namesKey(context) ? { credentials: 'environment' } : {}),
  });
  const endpoint = endpointOf(context);
  return 'issues' in settings || endpoint === undefined ? settings : at(endpoint, settings);
}

/** Throws the sender's refusal where the connector would refuse the settings. */
export function valid(settings: Settings | InvalidSettings): Settings {
  if (!('issues' in settings)) return settings;
  const lines = issueLines(settings.issues);
  const detail = {
    en: lines.map(({ en }) => en).join(' | '),
    zh: lines.map(({ zh }) => zh).join(' | '),
  };
  throw refused(new Refusal('settings-invalid', { detail }));
}

function at(endpoint: string, settings: Settings): Settings {
  const moved = (channel: ChannelSettings): ChannelSettings => ({ ...channel, endpoint });
  return {
    ...settings,
    main: moved(settings.main),
    routes: settings.routes.map((route) => ({ ...route, channel: moved(route.channel) })),
    fallbacks: settings.fallbacks.map((fallback) => moved(fallback)),
  };
}
