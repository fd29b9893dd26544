import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** All that the page needs of the client: the rest would bring Node's modules along. */
const errorBook = new URL('../../client/src/error-book/explain.ts', import.meta.url);

/** The page is part of the package: relative addresses, nothing from elsewhere, no inlined code. */
export default defineConfig({
  base: './',
  resolve: { alias: { 'aliyun-sms-client': fileURLToPath(errorBook) } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/inbox',
    emptyOutDir: true,
    // `light-dark()` as written: without it the minifier rewrites every colour for older browsers.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The content security policy allows no inline script, and so no inlined module preload.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    license: { fileName: 'LICENSES.md' },
  },
});
