/** Plans for tests, said in one line each: every field that a case does not care about has a value that waits long. */
import { createSocket } from 'node:dgram';
import { createServer, isIPv6 } from 'node:net';
import type {
  ForwardingPlan,
  PlannedHttp,
  PlannedHttpListener,
  PlannedListener,
  PlannedTransportListener,
  PlannedPair,
  PlannedPool,
  PlannedRule,
  PlannedTarget,
  TransportProtocol,
} from '../../../src/domain/plan-types.ts';
import { madeUpPlannedHttpListener, madeUpPlannedListener } from '../../../src/domain/test-support.ts';

export interface Endpoint {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

export class PlanBook {
  /** Address that listeners are put at. */
  readonly address: string;
  #revision = 0;
  #listeners = 0;

  constructor(address: string) {
    this.address = address;
  }

  plan(...listeners: readonly PlannedListener[]): ForwardingPlan {
    return { revision: ++this.#revision, listeners };
  }

  /** A listener at a place of its own. */
  async listener(
    protocol: TransportProtocol,
    backend: PlannedPair | PlannedPool,
    settings: Partial<PlannedTransportListener> = {},
  ): Promise<PlannedTransportListener> {
    const address = settings.address ?? this.address;
    const port = settings.port ?? (await freePort(address));
    const key = `lb-${++this.#listeners}/${protocol}/${port}`;
    return madeUpPlannedListener({ key, protocol, backend, ...settings, address, port });
  }

  /** Likewise; HTTPS when there is TLS. */
  async httpListener(
    backend: PlannedPair | PlannedPool,
    { http = {}, ...settings }: HttpSettings = {},
  ): Promise<PlannedHttpListener> {
    const address = settings.address ?? this.address;
    const port = settings.port ?? (await freePort(address));
    const protocol = settings.tls ? 'https' : 'http';
    const key = `lb-${++this.#listeners}/${protocol}/${port}`;
    const listener = madeUpPlannedHttpListener({ key, protocol, backend, ...settings, address, port });
    return withHttp(listener, http);
  }
}

export interface HttpSettings extends Omit<Partial<PlannedHttpListener>, 'http'> {
  readonly http?: Partial<PlannedHttp>;
}

/** The same listener, with some of its settings changed. */
export function withHttp(listener: PlannedHttpListener, http: Partial<PlannedHttp>): PlannedHttpListener {
  return { ...listener, http: { ...listener.http, ...http } };
}

/** A rule of the listener; what it does not say is as the listener has it. */
export function rule(
  name: string,
  domain: string,
  url: string,
  backend: PlannedPair | PlannedPool,
  settings: Partial<PlannedRule> = {},
): PlannedRule {
  return {
    key: name,
    domain,
    url,
    backend,
    onTargetLost: { kind: 'keep' },
    connectTimeoutMs: 300,
    persistence: { kind: 'off' },
    ...settings,
  };
}

/** The name of the server is the target's id, so that what a test reads off a connection can be compared to it. */
export function target(server: Endpoint, settings: Partial<PlannedTarget> = {}): PlannedTarget {
  const { name, address, port } = server;
  return { id: name, address, port, weight: 100, healthy: true, ...settings };
}

export function pair(
  active: PlannedTarget | undefined,
  standby?: PlannedTarget,
  settings: Partial<PlannedPair> = {},
): PlannedPair {
  return {
    kind: 'pair',
    epoch: 1,
    onConnectFailure: { kind: 'fallback' },
    ...(active && { active }),
    ...(standby && { standby }),
    ...settings,
  };
}

export function pool(targets: readonly PlannedTarget[], settings: Partial<PlannedPool> = {}): PlannedPool {
  return { kind: 'pool', scheduler: 'wrr', persistenceTimeoutMs: 0, targets, ...settings };
}

/** A port of the address that is free for TCP and UDP alike. */
export async function freePort(address: string): Promise<number> {
  for (;;) {
    const port = await tryPort(address);
    if (port !== undefined) return port;
  }
}

async function tryPort(address: string): Promise<number | undefined> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port: 0 }, resolve);
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const free = await isUdpFree(address, port);
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return free ? port : undefined;
}

function isUdpFree(address: string, port: number): Promise<boolean> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  return new Promise((resolve) => {
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind(port, address, () => socket.close(() => resolve(true)));
  });
}
