/** Of the suites that run in a network namespace of their own, started by in-namespace.ts. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../../..', import.meta.url).pathname,
  // The user in the namespace may not be able to write where the project lies.
  cacheDir: process.env['TMPDIR'] ?? '/tmp',
  test: {
    include: ['test/conformance/engine/inside.nftables*.ts', 'test/e2e/inside.*.ts'],
    testTimeout: 60_000,
    // What they print is read by in-namespace.ts.
    disableConsoleIntercept: true,
    fileParallelism: false,
  },
});
