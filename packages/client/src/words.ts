/** Two languages are spoken to people. */
export type Language = 'en' | 'zh';

/** The same, said in both languages. */
export type Words = Readonly<Record<Language, string>>;
