import {
  issueLines,
  readSettings,
  Refusal,
  type ChannelSettings,
  type InvalidSettings,
  type Settings,
} from 'aliyun-sms-sender';
import { endpointOf } from '../aliyun/account.ts';
import type { Context } from '../command.ts';
import { namesKey } from './find-settings.ts';
import { refused } from './refusal-failure.ts';

/** What the connector would make of a file's settings; `--site`, `--endpoint` and a key named by flags
 *  take precedence. */
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
