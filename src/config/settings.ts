/** How each setting is spelled outside the file: `--failover-detection`, `HOTSPARE_FAILOVER_DETECTION`. */
export interface Setting {
  /** In the file. */
  readonly path: readonly string[];
  readonly flag: string;
  readonly env: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'list' | 'pairs';
  readonly help: string;
}

function setting(path: string, kind: Setting['kind'], help: string, flag?: string): Setting {
  const words = path.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('.', '-');
  const name = flag ?? words;
  return {
    path: path.split('.'),
    flag: name,
    env: `HOTSPARE_${name.replaceAll('-', '_').toUpperCase()}`,
    kind,
    help,
  };
}

export const settings: readonly Setting[] = [
  setting('listen', 'text', 'address of the API, HOST:PORT'),
  setting('dataDir', 'text', 'folder of the store, keys and certificates'),
  setting('store', 'text', 'sqlite, or memory (nothing survives a stop)'),
  setting('tls.cert', 'text', 'certificate of the API, PEM file (made by itself when absent)'),
  setting('tls.key', 'text', 'its private key, PEM file'),
  setting(
    'addressPools.internet',
    'list',
    'CIDR blocks for load balancers of type internet',
    'address-pool-internet',
  ),
  setting(
    'addressPools.intranet',
    'list',
    'CIDR blocks for load balancers of type intranet',
    'address-pool-intranet',
  ),
  setting('addressPools.ipv6', 'list', 'CIDR blocks for IPv6 load balancers', 'address-pool-ipv6'),
  setting(
    'addresses.interface',
    'text',
    'network interface that is given the addresses of load balancers, as long as they have listeners',
    'address-interface',
  ),
  setting('servers', 'pairs', 'a server, ID=ADDRESS; may be repeated', 'server'),
  setting('unknownServers', 'text', 'reject, or accept server ids that mean nothing here (emulation)'),
  setting('strict', 'boolean', "refuse what is not in the vendor's API"),
  setting(
    'strictBusy',
    'boolean',
    'refuse changes of a load balancer for half a second after another change, to test that clients try again',
  ),
  setting('rateLimit', 'number', 'calls a second with one access key; 0 = no limit'),
  setting('audit.maxFileMiB', 'number', 'size of one file of the audit log', 'audit-max-file-mib'),
  setting('audit.keepFiles', 'number', 'how many full files of the audit log are kept'),
  setting(
    'neighbours',
    'list',
    'services beside SLB that are answered: sts, location, vpc, resourceManager, bss, ecs',
  ),
  setting('region', 'text', 'region of requests that name none'),
  setting('failover.failback', 'text', 'auto, delayed or manual'),
  setting('failover.failbackDelaySeconds', 'number', 'for failback delayed'),
  setting('failover.bothDown', 'text', 'stay, master or refuse'),
  setting('failover.detection', 'text', 'vendor or fast'),
  setting('failover.fastIntervalMs', 'number', 'probe interval with fast detection'),
  setting('failover.fastTimeoutMs', 'number', 'longest probe with fast detection'),
  setting('failover.onConnectFailure', 'text', 'fallback, hold or fail'),
  setting('failover.holdSeconds', 'number', 'for onConnectFailure hold'),
  setting('failover.established', 'text', 'keep, drain or reset'),
  setting('failover.drainSeconds', 'number', 'for established drain'),
  setting('failover.standbyProbe', 'boolean', 'probe the standby too'),
  setting('failover.flapDamping', 'boolean', 'hold the return to a flapping master'),
  setting(
    'access.closeDisallowed',
    'boolean',
    'close connections that a change of access control no longer lets in',
  ),
  setting('engines.tcp', 'text', 'who forwards TCP: embedded, nftables, or auto (the fastest there is)'),
  setting('engines.udp', 'text', 'who forwards UDP: embedded, nftables, or auto'),
  setting(
    'nftables.sourceAddress',
    'text',
    'how servers see clients: masquerade, keep, or in the file a list of addresses of ours',
  ),
  setting('engine.mode', 'text', 'process, or inline'),
  setting('engine.orphan', 'text', 'keep or exit: the engine process when the service is gone'),
  setting('engine.lane', 'text', "auto (system calls of our own where they run) or plain (Node's sockets)"),
  setting(
    'engine.workers',
    'number',
    'threads that share the clients, 1 to 64; without effect in the plain lane',
  ),
  setting('engine.pairConnectTimeoutMs', 'number', 'one connect attempt to a master-slave pair'),
  setting('engine.connectTimeoutMs', 'number', 'one connect attempt to any other server'),
  setting('engine.udpFlowTimeoutSeconds', 'number', 'idle time after which a UDP flow is forgotten'),
  setting('enforceSpec', 'boolean', "limit connections as the load balancer's specification says"),
  setting('stopDrainSeconds', 'number', 'how long a graceful stop lets connections end'),
  setting('log.level', 'text', 'debug, info, warn, error or silent'),
  setting('log.format', 'text', 'auto, pretty or json'),
];

/** Shorthand for both IPv4 pools: most set-ups have one. */
export const addressPoolShorthand = {
  flag: 'address-pool',
  env: 'HOTSPARE_ADDRESS_POOL',
  help: 'CIDR blocks for load balancers of both address types',
  paths: [
    ['addressPools', 'internet'],
    ['addressPools', 'intranet'],
  ],
} as const;
