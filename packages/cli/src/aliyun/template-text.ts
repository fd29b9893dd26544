/** A template's variables, `${code}`, in order of appearance. */
export const variablesOf = (content: string): readonly string[] => [
  ...new Set([...content.matchAll(/\$\{([^{}]+)\}/g)].map(([, name = '']) => name.trim())),
];

/** The text with its variables filled in; a variable without a value stays as written. */
export const render = (content: string, params: Readonly<Record<string, string>>): string =>
  content.replaceAll(/\$\{([^{}]+)\}/g, (whole, name: string) => params[name.trim()] ?? whole);

/** Logto's `{{code}}` becomes Aliyun's `${code}`. */
export const toAliyunVariables = (draft: string): string =>
  draft.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => `\${${name}}`);
