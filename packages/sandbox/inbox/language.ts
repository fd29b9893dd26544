import { computed } from '@preact/signals';
import { preference } from './preferences.ts';
import { en, type Texts } from './texts/en.ts';
import { zh } from './texts/zh.ts';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

const preferred: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
export const language = preference('language', languages, preferred);
language.subscribe((value) => {
  document.documentElement.lang = locale(value);
});

const texts: Readonly<Record<Language, Texts>> = { en, zh };

/** The page's texts in the chosen language. */
export const words = computed(() => texts[language.value]);

/** The locale for `Intl`: dates, numbers and country names. */
export function locale(of: Language = language.value): string {
  return of === 'zh' ? 'zh-CN' : 'en';
}
