/** What a person reads when the service has started: where it is, how to get in, what to do next. */
import { type AccessKey, accessKeyFile } from '../../config/access-key-file.ts';
import { type Config, configSchema } from '../../config/schema.ts';
import { defaultEndpoint } from '../connection.ts';
import { type ConsoleLink, consoleAddress } from '../console/link.ts';

export interface StartFacts {
  readonly endpoint: string;
  readonly config: Config;
  readonly accessKeys: readonly AccessKey[];
  /** From the configuration or the environment; otherwise the service made it. */
  readonly keyIsConfigured: boolean;
  /** Whether a person, and nobody else, sees the message. */
  readonly interactive: boolean;
  /** Made for that person only. */
  readonly consoleLink?: ConsoleLink | undefined;
}

export function startMessage(facts: StartFacts): string {
  const { endpoint, config } = facts;
  const host = new URL(endpoint).host;
  const elsewhere = clientFlags(facts);
  return [
    `Hotspare serves the SLB API (2014-05-15) at ${endpoint} (HTTPS at the same port)`,
    `  data         ${config.store === 'memory' ? 'in memory: nothing survives a stop' : config.dataDir}`,
    `  addresses    ${[...new Set(Object.values(config.addressPools).flat())].join(', ')}`,
    ...keyLines(facts),
    ...consoleLines(facts, elsewhere),
    `  point an SDK endpoint=${host}, protocol=http, region=${config.region}, with that access key`,
    `  or call      hotspare call DescribeLoadBalancers${elsewhere}`,
    `  watch        hotspare status --watch${elsewhere}`,
    '  see it work  hotspare demo (a failover with real traffic, on its own)',
  ].join('\n');
}

/** What the client commands must be told when not everything is where they look by themselves. */
function clientFlags({ endpoint, config, keyIsConfigured }: StartFacts): string {
  const usesKeyFile = !keyIsConfigured && config.store !== 'memory';
  const flags = [
    endpoint === defaultEndpoint ? '' : ` --endpoint ${endpoint}`,
    usesKeyFile && config.dataDir !== configSchema.parse({}).dataDir ? ` --data-dir ${config.dataDir}` : '',
  ];
  return flags.join('');
}

/** `elsewhere`: flags of the client commands. */
function consoleLines({ endpoint, config, consoleLink }: StartFacts, elsewhere: string): readonly string[] {
  if (config.strict) {
    const address = consoleAddress(new URL(endpoint));
    return [`  console      ${address}; sign in with the access key: strict mode has no links`];
  }
  if (!consoleLink) return [`  console      hotspare console${elsewhere} prints a link that signs in`];
  return [
    `  console      ${consoleLink.url}`,
    `               good for one sign-in until ${consoleLink.expiration}; for another: hotspare console${elsewhere}`,
  ];
}

function keyLines({ config, accessKeys, keyIsConfigured, interactive }: StartFacts): readonly string[] {
  const [key] = accessKeys;
  if (!key) return [];
  if (keyIsConfigured) return [`  access key   ${key.id}, as configured`];
  if (config.store !== 'memory')
    return [`  access key   ${key.id}; its secret is in ${accessKeyFile(config.dataDir)}`];
  if (interactive) {
    return [
      `  access key   export HOTSPARE_ACCESS_KEY_ID=${key.id}`,
      `               export HOTSPARE_ACCESS_KEY_SECRET=${key.secret}`,
    ];
  }
  // It would be in a log for ever.
  return [
    '  access key   made for this run and not shown; set HOTSPARE_ACCESS_KEY_ID and HOTSPARE_ACCESS_KEY_SECRET to know it',
  ];
}
