/** Addresses of load balancers on the interface towards a client; run inside a namespace by addresses.test.ts. */
import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  Bed,
  client as clientScript,
  places,
  server as serverScript,
  virtual,
} from '../conformance/engine/bed.ts';
import type { Program } from '../conformance/engine/bed.ts';
import { eventually } from '../support/eventually.ts';
import { program, type RunningService, Services } from '../support/service.ts';
import { Api } from '../support/service-api.ts';

const bed = new Bed();
const services = new Services();
const families = [
  { version: 'ipv4', address: virtual.address, server: 'a4' },
  { version: 'ipv6', address: virtual.address6, server: 'a6' },
] as const;
type Family = (typeof families)[number];
/** Somebody else's, on the same interface. */
const others = ['10.71.1.77', 'fd71:1::77'];
let visitor: Program;

const ip = (...args: readonly string[]): string => execFileSync('ip', args).toString();
const addresses = (): string => ip('-o', 'addr', 'show', 'dev', 'v1');
const hardwareAddress = (): string => /link\/ether (\S+)/.exec(ip('link', 'show', 'v1'))?.[1] ?? '';

beforeAll(async () => {
  await bed.open({ withVirtual: false });
  ip('addr', 'add', `${others[0]}/32`, 'dev', 'v1', 'metric', '100');
  ip('addr', 'add', `${others[1]}/128`, 'dev', 'v1', 'nodad');
  const server = bed.start('a', serverScript, 'a');
  await server.ask('open');
  visitor = bed.start('client', clientScript);
});

afterEach(() => {
  expectOthers();
});

afterAll(async () => {
  await services.close();
  bed.close();
});

function expectOthers(): void {
  for (const other of others) expect(addresses()).toContain(` ${other}/`);
}

function start(engine: string, dataDir = services.newDataDir()): Promise<RunningService> {
  return services.start({
    dataDir,
    pool: `${virtual.address}/32`,
    flags: [
      '--address-interface=v1',
      `--address-pool-ipv6=${virtual.address6}/128`,
      `--engines-tcp=${engine}`,
      `--server=a4=${places.a.address}`,
      `--server=a6=${places.a.address6}`,
      '--stop-drain-seconds=0',
    ],
  });
}

interface Balancer {
  /** Deletes it with its listener. */
  remove(): Promise<void>;
}

/** A load balancer of the family with a listener at port 80, which server a is behind. */
async function balance(service: RunningService, { version, server }: Family): Promise<Balancer> {
  const api = new Api(service);
  const { LoadBalancerId } = await api.call('CreateLoadBalancer', { AddressIPVersion: version });
  await api.call('AddBackendServers', {
    LoadBalancerId,
    BackendServers: JSON.stringify([{ ServerId: server, Weight: '100' }]),
  });
  await api.newListener(LoadBalancerId, 'TCP', 80, { BackendServerPort: '80' });
  return {
    async remove() {
      await api.call('DeleteLoadBalancer', { LoadBalancerId });
      api.close();
    },
  };
}

const isServed = ({ address }: Family): Promise<void> =>
  eventually(async () => expect(await visitor.ask(`get ${address}`)).toMatch(/^a /), 'process');
const isGone = ({ address }: Family): Promise<void> =>
  eventually(() => expect(addresses()).not.toContain(` ${address}/`));

describe.each(['embedded', 'nftables'])('with the engine %s', (engine) => {
  it('a neighbour that took another machine for the address learns whose it is, and is served', async () => {
    const service = await start(engine);
    for (const family of families) {
      const { address } = family;
      const neighbour = (...change: readonly string[]): string =>
        bed.run('client', 'ip', 'neigh', ...change, address, 'dev', 'eth0');
      bed.run(
        'client',
        'ip',
        'neigh',
        'replace',
        address,
        'lladdr',
        '02:00:00:00:00:99',
        'nud',
        'reachable',
        'dev',
        'eth0',
      );
      expect(neighbour('show')).toContain('02:00:00:00:00:99');
      const balancer = await balance(service, family);
      await eventually(() => expect(neighbour('show')).toContain(hardwareAddress()));
      expect(addresses()).toMatch(new RegExp(` ${address}/(32|128) .*metric 1215[45]`));
      await isServed(family);
      expect(await visitor.ask(`keep ${address}`)).toMatch(/^a /);
      await balancer.remove();
      // What ends the connection needs the address; then it goes.
      await eventually(async () => expect(await visitor.ask('state')).toBe('ECONNRESET'));
      await isGone(family);
    }
    await service.stop();
  });

  it('a killed service leaves the addresses and the traffic; the next one takes them over, and a stop ends both', async () => {
    const first = await start(engine);
    for (const family of families) {
      await balance(first, family);
      await isServed(family);
    }
    await first.stop('SIGKILL');
    const left = addresses();
    for (const family of families) await isServed(family);
    const mark = /metric (1215[45]\d+)/.exec(left)?.[1] ?? '';
    // As if it had died between a plan and the removal of what that plan no longer has.
    ip('addr', 'add', '10.71.1.101/32', 'dev', 'v1', 'metric', mark);
    const second = await start(engine, first.dataDir);
    await eventually(() => expect(addresses()).toBe(left));
    for (const family of families) await isServed(family);
    await second.stop();
    for (const family of families) await isGone(family);
  });
});

it('what the machine has from somebody else is neither changed nor removed', async () => {
  const [family] = families;
  ip('addr', 'add', `${family.address}/32`, 'dev', 'v2');
  const service = await start('embedded');
  const balancer = await balance(service, family);
  await isServed(family);
  expect(addresses()).not.toContain(family.address);
  await balancer.remove();
  await service.stop();
  expect(ip('-o', 'addr', 'show', 'dev', 'v2')).toContain(` ${family.address}/32`);
  ip('addr', 'del', `${family.address}/32`, 'dev', 'v2');
});

it('what somebody takes away comes back', async () => {
  const service = await start('embedded');
  const [, family] = families;
  await balance(service, family);
  await isServed(family);
  ip('addr', 'del', `${family.address}/128`, 'dev', 'v1');
  await eventually(() => expect(addresses()).toContain(family.address), 'process');
  await isServed(family);
  await service.stop();
});

it('uninstall-rules takes away what a killed service has left, and nothing else', async () => {
  const before = addresses();
  const service = await start('nftables');
  for (const family of families) await balance(service, family);
  for (const family of families) await isServed(family);
  await service.stop('SIGKILL');
  expect(addresses()).not.toBe(before);
  const said = execFileSync(process.execPath, [program, 'uninstall-rules']).toString();
  expect(said).toContain('Nothing of ours is left in the kernel.');
  expect(addresses()).toBe(before);
});

it('an address that cannot be added is the failure of its listener, and of no other', async () => {
  const service = await start('embedded');
  const sysctl = (value: string): unknown =>
    execFileSync('sh', ['-c', `echo ${value} > /proc/sys/net/ipv6/conf/v1/disable_ipv6`]);
  sysctl('1');
  const [four, six] = families;
  await balance(service, six);
  await balance(service, four);
  await isServed(four);
  expect(service.output()).toContain(
    `${six.address} cannot be added to the interface v1: permission denied (EACCES); if IPv6 is switched off there, \\"sysctl -w net.ipv6.conf.v1.disable_ipv6=0\\" switches it on.`,
  );
  sysctl('0');
  ip('-6', 'addr', 'add', 'fd71:1::1/64', 'dev', 'v1', 'nodad');
  ip('addr', 'add', `${others[1]}/128`, 'dev', 'v1', 'nodad');
  await isServed(six);
  await service.stop();
});
