import { preference } from './preferences.ts';

export const themes = ['system', 'light', 'dark'] as const;
export const theme = preference('theme', themes, 'system');

theme.subscribe((value) => {
  document.documentElement.dataset['theme'] = value;
});

export function nextTheme(): void {
  const at = themes.indexOf(theme.value);
  theme.value = themes[(at + 1) % themes.length] ?? 'system';
}
