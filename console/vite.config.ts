import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the development server sends API calls: a service that runs beside it. */
const service = process.env['HOTSPARE_ENDPOINT'] ?? 'http://127.0.0.1:8014';

/** The host is part of what is signed, so it stays as the browser sent it. */
const proxied = { target: service, changeOrigin: false };

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'es2023',
    // Routes are measured by what they load: test/browser/budget.test.ts.
    chunkSizeWarningLimit: 1_000,
    // An image inside the script would need data: in the security policy of more than images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'THIRD-PARTY-LICENSES.md' },
  },
  server: { proxy: { '^/(\\?|$)': proxied, '/events': proxied, '/openapi.json': proxied } },
});
