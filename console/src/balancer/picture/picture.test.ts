import { expect, test } from 'vitest';
import { listener, target } from '../../live/test-support.ts';
import { pictureOf, thicknessOf } from './picture.ts';
import { turnsBetween } from './turns.ts';

const states = (picture: ReturnType<typeof pictureOf>) =>
  Object.fromEntries(picture.edges.map(({ from, to, state }) => [`${from} > ${to}`, state]));

test('traffic goes from the clients by listener and group to the active server; the standby waits', () => {
  const picture = pictureOf({ listeners: [listener()] });
  expect(states(picture)).toEqual({
    'clients > tcp:5432': 'active',
    'tcp:5432 > group rsp-1': 'active',
    'group rsp-1 > group rsp-1 db-a:5432': 'active',
    'group rsp-1 > group rsp-1 db-b:5432': 'standby',
  });
});

test('a switch turns the edges', () => {
  const after = pictureOf({ listeners: [listener({ activeRole: 'Slave', epoch: 2 })] });
  const servers = after.edges.filter(({ from }) => from === 'group rsp-1');
  expect(servers.map(({ state, epoch }) => [state, epoch])).toEqual([
    ['standby', 2],
    ['active', 2],
  ]);
});

test('two listeners share their group, and it is told for which of them a server is active', () => {
  const other = listener({ port: 5433, activeRole: 'Slave' });
  const { nodes } = pictureOf({ listeners: [listener(), other] });
  expect(nodes.filter(({ kind }) => kind === 'server-group')).toHaveLength(1);
  const servers = nodes.flatMap((node) => (node.kind === 'server' ? [node] : []));
  expect(servers.map(({ activeFor }) => activeFor)).toEqual([['tcp:5432'], ['tcp:5433']]);
});

test('all servers of a pool are active but those that fail or take nothing', () => {
  const targets = [target('a:80'), target('b:80', { status: 'abnormal' }), target('c:80', { weight: 0 })];
  const pool = listener({ groupId: null, groupKind: 'default', activeRole: null, epoch: null, targets });
  const { edges } = pictureOf({ listeners: [pool] });
  expect(edges.slice(2).map(({ state }) => state)).toEqual(['active', 'standby', 'standby']);
});

test('a pair of vServer groups is drawn as two seats, of which one is active', () => {
  const targets = [
    target('a:80', { role: 'Master' }),
    target('b:80', { role: 'Master', status: 'abnormal' }),
    target('c:80', { role: 'Slave' }),
  ];
  const pair = listener({ groupId: null, groupKind: 'group-pair', targets });
  expect(states(pictureOf({ listeners: [pair] }))).toEqual({
    'clients > tcp:5432': 'active',
    'tcp:5432 > group tcp:5432 Master': 'active',
    'tcp:5432 > group tcp:5432 Slave': 'standby',
    'group tcp:5432 Master > group tcp:5432 Master a:80': 'active',
    'group tcp:5432 Master > group tcp:5432 Master b:80': 'standby',
    'group tcp:5432 Slave > group tcp:5432 Slave c:80': 'standby',
  });
});

test('nothing flows through a listener that is stopped, or not in force', () => {
  for (const over of [{ state: 'stopped' }, { failure: 'address in use' }]) {
    const [first] = pictureOf({ listeners: [listener(over)] }).edges;
    expect(first?.state).toBe('off');
  }
});

test('no two nodes of a column overlap, and all edges have both ends', () => {
  const many = Array.from({ length: 7 }, (_, index) =>
    listener({ port: 80 + index, ...(index % 2 === 0 && { groupId: null, groupKind: 'vserver' }) }),
  );
  const { nodes, edges } = pictureOf({ listeners: many });
  for (const column of [0, 1, 2, 3]) {
    const places = nodes.filter((node) => node.column === column).map(({ y }) => y);
    expect(new Set(places).size).toBe(places.length);
  }
  const ids = new Set(nodes.map(({ id }) => id));
  expect(edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
  expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
});

test('an edge grows with its rate, but not without end', () => {
  expect(thicknessOf(0)).toBe(1.5);
  expect(thicknessOf(100)).toBeGreaterThan(thicknessOf(10));
  expect(thicknessOf(1e9)).toBe(8);
});

test('only a higher epoch of a listener known before is a switch', () => {
  const before = { listeners: [listener()] };
  const turned = listener({ activeRole: 'Slave', epoch: 2 });
  const fresh = listener({ port: 1, epoch: 7 });
  expect(turnsBetween(before, { listeners: [turned, fresh] })).toEqual([turned]);
  expect(turnsBetween(before, before)).toEqual([]);
  expect(turnsBetween(undefined, before)).toEqual([]);
});
