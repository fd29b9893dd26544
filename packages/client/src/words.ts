/** The languages of texts for people. */
export type Language = 'en' | 'zh';

/** One text in both languages. */
export type Words = Readonly<Record<Language, string>>;
