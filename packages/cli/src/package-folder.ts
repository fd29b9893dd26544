/** This package's folder, with a slash at its end; the same seen from `src/` and from a bundle in `dist/`. */
export const packageFolder = new URL('../', import.meta.url);
