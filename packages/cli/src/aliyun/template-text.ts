/** A template's variables, in the order of its text. Aliyun writes them `${code}`. */
export const variablesOf = (content: string): readonly string[] => [
  ...new Set([...content.matchAll(/\$\{([^{}]+)\}/g)].map(([, name = '']) => name.trim())),
];

/** The text with its variables filled in; one without a value stays as written. */
export const render = (content: string, params: Readonly<Record<string, string>>): string =>
  content.replaceAll(/\$\{([^{}]+)\}/g, (whole, name: string) => params[name.trim()] ?? whole);

/** A draft as people coming from Logto write it: `{{code}}` becomes Aliyun's `${code}`. */
export const toAliyunVariables = (draft: string): string =>
  draft.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => `\${${name}}`);
