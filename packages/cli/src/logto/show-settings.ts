import type { Settings } from './settings-file.ts';

/** Settings as JSON for display, secrets masked and small objects on one line. */
export const shownSettings = (settings: Settings): string =>
  JSON.stringify(
    settings,
    (key, value: unknown) =>
      /secret|token|password/i.test(key) && typeof value === 'string' ? '••••••' : value,
    2,
  ).replaceAll(/[{[]\n[^{}[\]]{1,100}?\n\s*[}\]]/g, (part) => part.replaceAll(/\s*\n\s*/g, ' '));
