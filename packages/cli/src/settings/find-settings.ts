import { existsSync } from 'node:fs';
import type { Context } from '../command.ts';
import { readSettings, SETTINGS_FILE, type Settings } from '../logto/settings-file.ts';

export interface FoundSettings {
  /** As the user named it. */
  readonly file: string;
  readonly stored: Settings;
}

/**
 * The settings that a command uses, key and endpoint included: those of `--settings`; else, unless a
 * flag or the environment names a key, those in the current folder. Undefined means the profile.
 */
export async function findSettings(context: Context): Promise<FoundSettings | undefined> {
  const named = await settingsNamed(context);
  if (named) return named;
  if (isKeyNamed(context)) return undefined;
  const here = await settingsHere();
  return here && isForSandbox(context, here) ? undefined : here;
}

/** The same for a command that does what the connector would: the settings alone decide the key. */
export const settingsToExamine = async (context: Context): Promise<FoundSettings | undefined> =>
  (await settingsNamed(context)) ?? settingsHere();

export async function settingsNamed({ options }: Context): Promise<FoundSettings | undefined> {
  const file = options.text('settings');
  return file === undefined ? undefined : { file, stored: await readSettings(file) };
}

/** The file that `init` writes, if the current folder has one. */
const settingsHere = async (): Promise<FoundSettings | undefined> =>
  existsSync(SETTINGS_FILE)
    ? { file: SETTINGS_FILE, stored: await readSettings(SETTINGS_FILE) }
    : undefined;

/** Whether the flags name a key. */
export const namesKey = ({ options }: Context): boolean =>
  options.text('accessKeyId') !== undefined || options.text('profile') !== undefined;

/** Variables that say which key to use. */
const KEY_VARIABLES = [
  'ALIBABA_CLOUD_ACCESS_KEY_ID',
  'ALIBABA_CLOUD_OIDC_TOKEN_FILE',
  'ALIBABA_CLOUD_PROFILE',
  'ALIBABA_CLOUD_CREDENTIALS_URI',
];

/** Whether the flags or the environment name a key. */
export const isKeyNamed = (context: Context): boolean =>
  namesKey(context) || environmentNamesKey(context);

const environmentNamesKey = ({ terminal }: Context): boolean =>
  KEY_VARIABLES.some((name) => Boolean(terminal.environment[name]));

/** A sandbox named by `--endpoint` has its own keys: those of settings for another endpoint are of no
 *  use there. */
function isForSandbox({ options }: Context, { stored }: FoundSettings): boolean {
  const endpoint = options.text('endpoint');
  return endpoint !== undefined && isLoopback(endpoint) && endpoint !== stored['endpoint'];
}

export const isLoopback = (endpoint: string): boolean =>
  URL.canParse(endpoint) &&
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
