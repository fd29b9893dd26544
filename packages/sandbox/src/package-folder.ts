const here: string | undefined = import.meta.url;

/** This package's folder with a trailing slash, for modules in `src/` and bundles in `dist/`. Undefined in
 *  a CommonJS bundle, which has no `import.meta.url`. */
export const packageFolder: URL | undefined = here === undefined ? undefined : new URL('../', here);
