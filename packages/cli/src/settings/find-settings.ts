import { existsSync } from 'node:fs';
import type { Context } from '../command.ts';
import { readSettings, SETTINGS_FILE, type Settings } from '../logto/settings-file.ts';

export interface FoundSettings {
  /** As it was named, for a person. */
  readonly file: string;
  readonly stored: Settings;
}

/**
 * The settings that a command goes by, key and endpoint included: those of `--settings`; else, unless a
 * flag or the environment names a key, those of the folder one is in. Nothing leads on to the profile.
 */
export async function findSettings(context: Context): Promise<FoundSettings | undefined> {
  const named = await settingsNamed(context);
  if (named) return named;
  if (isKeyNamed(context)) return undefined;
  const here = await settingsHere();
  return here && isForSandbox(context, here) ? undefined : here;
}

/** The same for a command that does what the connector would: whose key that is, is for the settings
 *  to say. */
export const settingsToExamine = async (context: Context): Promise<FoundSettings | undefined> =>
  (await settingsNamed(context)) ?? settingsHere();

export async function settingsNamed({ options }: Context): Promise<FoundSettings | undefined> {
  const file = options.text('settings');
  return file === undefined ? undefined : { file, stored: await readSettings(file) };
}

/** The file that `init` writes, where one is in this folder. */
const settingsHere = async (): Promise<FoundSettings | undefined> =>
  existsSync(SETTINGS_FILE)
    ? { file: SETTINGS_FILE, stored: await readSettings(SETTINGS_FILE) }
    : undefined;

/** Whether the flags name a key, whatever the settings say. */
export const namesKey = ({ options }: Context): boolean =>
  options.text('accessKeyId') !== undefined || options.text('profile') !== undefined;

/** Variables that say which key to take. */
const NAMING = [
  'ALIBABA_CLOUD_ACCESS_KEY_ID',
  'ALIBABA_CLOUD_OIDC_TOKEN_FILE',
  'ALIBABA_CLOUD_PROFILE',
  'ALIBABA_CLOUD_CREDENTIALS_URI',
];

/** The same, or a variable of the environment does. */
export const isKeyNamed = (context: Context): boolean =>
  namesKey(context) || environmentNamesKey(context);

const environmentNamesKey = ({ terminal }: Context): boolean =>
  NAMING.some((name) => Boolean(terminal.environment[name]));

/** A sandbox that the flag names has keys of its own: those of another place are nothing to it. */
function isForSandbox({ options }: Context, { stored }: FoundSettings): boolean {
  const wanted = options.text('endpoint');
  return wanted !== undefined && isLoopback(wanted) && wanted !== stored['endpoint'];
}

export const isLoopback = (endpoint: string): boolean =>
  URL.canParse(endpoint) &&
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);
