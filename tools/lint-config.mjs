// Writes .oxlintrc.json. The import boundaries are a table here, so that the rule reads like docs/architecture.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder → the other folders of src that it may import. `lib` and `observability` are open to most. */
const mayImport = {
  contract: [],
  domain: [],
  lib: [],
  store: ['lib'],
  net: ['lib', 'observability'],
  health: ['domain', 'net', 'lib', 'observability'],
  engine: ['domain', 'net', 'lib', 'observability'],
  control: ['domain', 'store', 'health', 'engine', 'net', 'lib', 'observability'],
  wire: ['contract', 'lib', 'observability'],
  samples: ['contract'],
  catalogue: ['contract'],
  client: ['contract', 'wire'],
  actions: ['contract', 'domain', 'store', 'lib', 'observability'],
  server: ['wire', 'contract', 'actions', 'domain', 'store', 'lib', 'observability'],
  config: ['contract', 'domain', 'net', 'lib'],
  observability: ['lib'],
};
/** These run in the browser too. */
const inBrowser = ['contract', 'domain', 'samples', 'catalogue'];
const folders = [...Object.keys(mayImport), 'cli'];

const boundaries = Object.entries(mayImport).map(([folder, allowed]) => ({
  files: [`src/${folder}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...folders
            .filter((other) => other !== folder && !allowed.includes(other))
            .map((other) => ({
              group: [`**/../${other}/**`, `../${other}/**`],
              message: `${folder} may not import ${other}: see docs/architecture.md.`,
            })),
          {
            group: ['**/main.ts', '**/bin.ts', '**/index-lib.ts'],
            message: 'Nothing imports the composition root.',
          },
          ...(inBrowser.includes(folder)
            ? [{ group: ['node:*'], message: `${folder} runs in the browser too.` }]
            : []),
        ],
      },
    ],
  },
}));

const config = {
  $schema: './node_modules/oxlint/configuration_schema.json',
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/consistent-type-imports': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'no-throw-literal': 'error',
    'no-console': 'error',
    eqeqeq: 'error',
    // Exhaustive switches return in every case; the compiler is the judge.
    'typescript/consistent-return': 'off',
    'import/no-named-as-default-member': 'off',
    'import/no-named-as-default': 'off',
    // Copies are sorted here, never shared arrays.
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/require-post-message-target-origin': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/no-generated-empty-object-type': 'off',
    'typescript/no-misused-spread': 'off',
    'vitest/require-mock-type-parameters': 'off',
    'vitest/expect-expect': 'off',
    // Properties check what applies to the case at hand.
    'vitest/no-conditional-expect': 'off',
    // Methods of plain objects are handed around here; none of them uses `this`.
    'typescript/unbound-method': 'off',
    'typescript/no-unnecessary-boolean-literal-compare': 'off',
    'typescript/require-array-sort-compare': 'off',
    'no-underscore-dangle': 'off',
    'unicorn/no-useless-spread': 'off',
    'no-shadow': 'off',
    'no-await-in-loop': 'off',
    'no-new': 'off',
  },
  overrides: [
    {
      files: ['*.config.ts', 'tools/**', 'test/**', 'bench/**', 'src/cli/**', 'src/bin.ts', '**/*.test.ts'],
      rules: {
        'no-console': 'off',
        'import/no-default-export': 'off',
        'typescript/restrict-template-expressions': 'off',
        'typescript/no-base-to-string': 'off',
        'typescript/no-unnecessary-type-parameters': 'off',
      },
    },
    ...boundaries,
    {
      files: ['console/**'],
      rules: {
        // Style sheets are imported for what they do.
        'import/no-unassigned-import': 'off',
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: [
                  '**/src/*/**',
                  '!**/src/contract/**',
                  '!**/src/domain/**',
                  '!**/src/client/failures.ts',
                  '!**/src/samples/**',
                  '!**/src/wire/request-parts.ts',
                  '!**/src/wire/canonical-query.ts',
                  '!**/src/wire/string-to-sign.ts',
                ],
                message:
                  'The console talks to the API; it shares contracts, the domain, samples and what is signed.',
              },
              { group: ['node:*'], message: 'The console runs in the browser.' },
            ],
          },
        ],
      },
    },
    {
      files: ['console/vite.config.ts'],
      rules: { 'no-restricted-imports': 'off', 'import/no-default-export': 'off' },
    },
    { files: ['**/*.test.ts', '**/test-support.ts'], rules: { 'no-restricted-imports': 'off' } },
  ],
  ignorePatterns: ['dist', 'node_modules', 'coverage'],
};

const file = fileURLToPath(new URL('../.oxlintrc.json', import.meta.url));
const text = `${JSON.stringify(config, null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('.oxlintrc.json is stale: run node tools/lint-config.mjs');
  process.exit(1);
}
