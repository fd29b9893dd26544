const here: string | undefined = import.meta.url;

/** This package's folder, with a slash at its end; the same seen from `src/` and from a bundle in `dist/`. A
 *  CommonJS bundle has no address, and then no folder. */
export const packageFolder: URL | undefined = here === undefined ? undefined : new URL('../', here);
