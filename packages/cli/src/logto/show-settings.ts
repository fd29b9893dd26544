import type { Settings } from './settings-file.ts';

/** Settings as JSON that may be printed: what is secret keeps only its place. */
export const shownSettings = (settings: Settings): string =>
  JSON.stringify(
    settings,
    (key, value: unknown) =>
      /secret|token|password/i.test(key) && typeof value === 'string' ? '••••••' : value,
    2,
  );
