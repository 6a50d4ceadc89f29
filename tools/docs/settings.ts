/** docs/settings.md: every setting with its three spellings and its default. */
import { loadConfig } from '../../src/config/load.ts';
import { addressPoolShorthand, settings } from '../../src/config/settings.ts';
import { code, page, table } from './markdown.ts';

export function renderSettings(): string {
  // A folder of the reader's own machine would make the page differ from one machine to the next.
  const defaults: unknown = { ...loadConfig({}), listen: '127.0.0.1:8014', dataDir: '~/.hotspare' };
  const rows = settings.map(({ path, flag, env, help }) => [
    code(path.join('.')),
    code(`--${flag}`),
    code(env),
    code(words(path.reduce(member, defaults))),
    help,
  ]);
  return page(
    '# Settings',
    'The same settings in the file (`--config FILE`, or `HOTSPARE_CONFIG`), the environment and the flags; flags win over the environment, the environment over the file. Access keys: `HOTSPARE_ACCESS_KEY_ID` and `HOTSPARE_ACCESS_KEY_SECRET`, or `accessKeys` in the file (a list of `id` and `secret`), else one is made at the first start. `regions` and `quotas` can be set in the file only.',
    table(
      ['File', 'Flag', 'Environment', 'Default', 'Meaning'],
      [
        ...rows,
        [
          '',
          code(`--${addressPoolShorthand.flag}`),
          code(addressPoolShorthand.env),
          '',
          addressPoolShorthand.help,
        ],
      ],
    ),
    '```yaml\n# hotspare.yaml\nlisten: 127.0.0.1:8014\naddressPools:\n  internet: [10.20.0.0/24]\n  intranet: [10.20.1.0/24]\nservers:\n  i-db-1: 10.0.0.11\n  i-db-2: db-2.example.org\nfailover:\n  detection: fast\n  failback: manual\n```',
  );
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

function words(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object') return '';
  return String(value);
}
