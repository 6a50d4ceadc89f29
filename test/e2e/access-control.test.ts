/** Who may use a listener, said by calls while clients come and go. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TcpClient, UdpClient, isTurnedAway } from '../conformance/engine/clients.ts';
import { TcpBackend, UdpBackend, greetAndEcho } from '../support/backends.ts';
import { Cleanup } from '../support/cleanup.ts';
import { eventually, throughout } from '../support/eventually.ts';
import { Api, type Protocol } from '../support/service-api.ts';
import { Services } from '../support/service.ts';

const PORT = 80;
const INSIDE = '127.88.1.1';
const OUTSIDE = '127.89.1.1';

const services = new Services();
const cleanup = new Cleanup();
let api: Api;

beforeAll(async () => {
  cleanup.add(services);
  api = cleanup.add(new Api(await services.start()));
});
afterAll(() => cleanup.run());

/** A running listener in front of one server that is not probed. */
async function newListener(protocol: Protocol, serverPort: number, api: Api) {
  const { id, address } = await api.newLoadBalancer();
  const servers = JSON.stringify([{ ServerId: '127.0.0.1' }]);
  await api.call('AddBackendServers', { LoadBalancerId: id, BackendServers: servers });
  await api.newListener(id, protocol, PORT, {
    BackendServerPort: String(serverPort),
    HealthCheckSwitch: 'off',
  });
  return { onPort: { LoadBalancerId: id, ListenerPort: String(PORT) }, to: { address, port: PORT } };
}

async function newList(api: Api, name: string, ...entries: readonly string[]): Promise<string> {
  const { AclId } = await api.call('CreateAccessControlList', { AclName: name });
  await addTo(api, AclId, ...entries);
  return AclId;
}

async function addTo(api: Api, AclId: string, ...entries: readonly string[]): Promise<void> {
  const AclEntrys = JSON.stringify(entries.map((entry) => ({ entry })));
  await api.call('AddAccessControlListEntry', { AclId, AclEntrys });
}

type Place = Awaited<ReturnType<typeof newListener>>['to'];

async function isLetIn(to: Place, from: string): Promise<boolean> {
  if (await isTurnedAway(to, from)) return false;
  const client = await TcpClient.open(to, from);
  await client.greeting();
  client.socket.destroy();
  return true;
}

const untilLetIn = (to: Place, expected: { readonly inside: boolean; readonly outside: boolean }) =>
  eventually(async () => {
    expect({ inside: await isLetIn(to, INSIDE), outside: await isLetIn(to, OUTSIDE) }).toEqual(expected);
  });

it('a TCP listener follows its lists, their entries and its older white list', async () => {
  const server = await TcpBackend.start('a', [greetAndEcho]);
  cleanup.add({ close: () => server.stop() });
  const { onPort, to } = await newListener('TCP', server.port, api);
  await untilLetIn(to, { inside: true, outside: true });

  const list = await newList(api, 'insiders', '127.88.0.0/16');
  const set = (settings: Readonly<Record<string, string>>) =>
    api.call('SetLoadBalancerTCPListenerAttribute', { ...onPort, ...settings });
  const held = await TcpClient.open(to, OUTSIDE);
  cleanup.add({ close: () => held.socket.destroy() });
  await held.greeting();
  await set({ AclStatus: 'on', AclType: 'white', AclId: list });
  await untilLetIn(to, { inside: true, outside: false });
  await addTo(api, list, OUTSIDE);
  await untilLetIn(to, { inside: true, outside: true });
  await set({ AclType: 'black' });
  await untilLetIn(to, { inside: false, outside: false });
  await set({ AclStatus: 'off' });
  await untilLetIn(to, { inside: true, outside: true });

  await api.call('AddListenerWhiteListItem', { ...onPort, SourceItems: OUTSIDE });
  await api.call('SetListenerAccessControlStatus', { ...onPort, AccessControlStatus: 'open_white_list' });
  await untilLetIn(to, { inside: false, outside: true });
  await api.call('RemoveListenerWhiteListItem', { ...onPort, SourceItems: OUTSIDE });
  await untilLetIn(to, { inside: false, outside: false });
  await api.call('SetListenerAccessControlStatus', { ...onPort, AccessControlStatus: 'close' });
  await untilLetIn(to, { inside: true, outside: true });
  // Through all of this.
  await held.echoes('still here');
});

it('a UDP listener drops what its list does not let in', async () => {
  const server = await UdpBackend.start('u');
  cleanup.add({ close: () => server.stop() });
  const { onPort, to } = await newListener('UDP', server.port, api);
  const list = await newList(api, 'udp-insiders', '127.88.0.0/16');
  await api.call('SetLoadBalancerUDPListenerAttribute', {
    ...onPort,
    AclStatus: 'on',
    AclType: 'white',
    AclId: list,
  });
  const listeners = async () =>
    (await api.call('DescribeAccessControlListAttribute', { AclId: list })).RelatedListeners;
  expect(await listeners()).toMatchObject([{ Protocol: 'udp', ListenerPort: PORT, AclType: 'white' }]);
  const inside = cleanup.add(await UdpClient.open(to, INSIDE));
  // Datagrams are lost until the listener has its port.
  await eventually(() => {
    inside.send('in');
    expect(inside.received).toContain('u:in');
  });
  await eventually(async () => {
    // A client of its own each time: the flow of an earlier one would go on.
    const outside = await UdpClient.open(to, OUTSIDE);
    try {
      outside.send('out');
      await throughout(() => expect(outside.received).toEqual([]), 'nothingHappens');
    } finally {
      await outside.close();
    }
  });
});

it('with access.closeDisallowed, connections end whose clients a change no longer lets in', async () => {
  // With addresses of their own.
  const others = cleanup.add(new Services());
  const strict = cleanup.add(new Api(await others.start({ flags: ['--access-close-disallowed'] })));
  const server = await TcpBackend.start('a', [greetAndEcho]);
  cleanup.add({ close: () => server.stop() });
  const { onPort, to } = await newListener('TCP', server.port, strict);
  const list = await newList(strict, 'insiders', '127.88.0.0/16');
  await untilLetIn(to, { inside: true, outside: true });
  const [inside, outside] = [await TcpClient.open(to, INSIDE), await TcpClient.open(to, OUTSIDE)];
  cleanup.add({ close: () => inside.socket.destroy() });
  cleanup.add({ close: () => outside.socket.destroy() });
  await Promise.all([inside.greeting(), outside.greeting()]);
  const settings = { AclStatus: 'on', AclType: 'white', AclId: list };
  await strict.call('SetLoadBalancerTCPListenerAttribute', { ...onPort, ...settings });
  await outside.until('reset');
  await inside.echoes('still here');
});
