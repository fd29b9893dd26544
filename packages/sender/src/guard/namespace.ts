import type { Settings } from '../settings/read-settings.ts';

/**
 * Whose counts and resends they are. Two accounts share none; an edit of anything else loses none, and
 * neither does a temporary key that changes every hour.
 */
export function namespaceOf({ main }: Settings): string {
  const { credentials, signName } = main;
  const id = credentials.kind === 'accessKey' ? credentials.accessKeyId : 'environment';
  return JSON.stringify([id, signName ?? '']);
}
