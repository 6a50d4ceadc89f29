import { defineConfig } from 'vitest/config';

/** Suites that compute, several files at a time; those that measure or use ports, one after the other and alone. */
const computing = { pool: 'forks', maxWorkers: 3, testTimeout: 30_000, sequence: { groupOrder: 0 } } as const;
const alone = (groupOrder: number) => ({ fileParallelism: false, sequence: { groupOrder } }) as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'console/src/**/*.test.ts',
            'tools/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
          ...computing,
        },
      },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], ...computing } },
      {
        test: {
          name: 'store',
          include: ['test/conformance/store/**/*.test.ts'],
          testTimeout: 60_000,
          ...alone(1),
        },
      },
      {
        test: {
          name: 'engine',
          include: ['test/conformance/engine/**/*.test.ts'],
          testTimeout: 60_000,
          ...alone(2),
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          ...alone(3),
        },
      },
      {
        test: {
          name: 'clients',
          include: ['test/clients/**/*.test.ts'],
          globalSetup: ['test/clients/support/global-setup.ts'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 6 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          ...alone(7),
        },
      },
      { test: { name: 'model', include: ['test/model/**/*.test.ts'], ...alone(4) } },
      { test: { name: 'fuzz', include: ['test/fuzz/**/*.test.ts'], ...alone(5) } },
    ],
  },
});
