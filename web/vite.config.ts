import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// The base is relative: the server writes its own path into index.html, every other file finds its neighbours by itself.
export default defineConfig({
  base: './',
  plugins: [svelte()],
  // Browsers that know light-dark(): written out for older ones, a dark island in a light page would stay light.
  build: { target: 'es2023', cssTarget: ['chrome123', 'firefox120', 'safari17.5'], modulePreload: { polyfill: false }, assetsInlineLimit: 0, manifest: true },
  server: { proxy: { '/api': process.env['MASLIN_URL'] ?? 'http://localhost:8080' } },
  // Whole files are compressed, cut and compared: on a machine that does much else, that takes longer than five seconds.
  test: { include: ['src/**/*.test.ts'], testTimeout: 30_000 },
});
