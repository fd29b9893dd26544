import { defineConfig } from 'vite';

/** The page is part of the package: relative addresses, nothing from elsewhere, no inlined code. */
export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/demo-page',
    emptyOutDir: true,
    // `light-dark()` as written: without it the minifier rewrites every colour for older browsers.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The content security policy allows no inline script, and so no inlined module preload.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    license: { fileName: 'LICENSES.md' },
  },
});
