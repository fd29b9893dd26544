import { defineConfig } from 'vite';

/** One script and one style, which `stats --html` writes into the page: nothing is fetched. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/stats-page',
    emptyOutDir: true,
    // `light-dark()` as written: without it the minifier rewrites every colour for older browsers.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    lib: {
      entry: 'main.tsx',
      name: 'statistics',
      formats: ['iife'],
      fileName: () => 'page.js',
      cssFileName: 'page',
    },
  },
});
