import { expect, it } from 'vitest';
import type { PortMember } from './resources.ts';
import { targetId } from './resolve-route.ts';

const at = (serverIp: string | null): Pick<PortMember, 'serverId' | 'serverIp'> => ({
  serverId: 'eni-9',
  serverIp,
});

it('targets of a vServer group are told apart by their address, when the request gave one', () => {
  const ids = [null, '192.0.2.9', '192.0.2.10'].map((address) => targetId('vserver', at(address), 80));
  expect(ids).toEqual(['eni-9:80', 'eni-9:80@192.0.2.9', 'eni-9:80@192.0.2.10']);
});

it('elsewhere one server and port is one target, known by them alone', () => {
  expect(targetId('master-slave', at('192.0.2.9'), 80)).toBe('eni-9:80');
  expect(targetId('default', at('192.0.2.9'), 80)).toBe('eni-9:80');
});
