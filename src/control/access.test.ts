/** Access control from the store to the engine. */
import { afterEach, expect, it } from 'vitest';
import type { AccessControlList } from '../domain/access-control.ts';
import { keys } from '../domain/keys.ts';
import { listenerSchema } from '../domain/resources.ts';
import { LB, pairedStore, type Stage, startStage, values, write } from './test-support.ts';
import { eventually } from '../../test/support/eventually.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.control.close();
  stage = undefined;
});

const list = (...cidrs: readonly string[]): AccessControlList => ({
  id: 'acl-1',
  name: 'office',
  regionId: 'cn-hangzhou',
  addressIpVersion: 'ipv4',
  resourceGroupId: 'rg-default',
  entries: cidrs.map((cidr) => ({ text: cidr, cidr, comment: '' })),
  tags: [],
  createdMs: 0,
});

it('a listener follows its access control lists as they change, and lets everybody in without them', async () => {
  const store = await pairedStore();
  const key = keys.accessControlList('acl-1');
  await write(store, 'accessControlLists', key, list('10.0.0.0/8'));
  const { control, engine } = (stage = await startStage(store));
  const access = () => engine.plans.at(-1)?.listeners[0]?.access;
  await eventually(() => expect(access()).toEqual({ kind: 'open' }));

  const listenerKey = keys.listener(LB, 'tcp', 80);
  const listener = listenerSchema.parse((await values(store, listenerKey))[0]);
  const acl = { enabled: true, kind: 'white', ids: ['acl-1'] } as const;
  await control.reconciler.reached(await write(store, 'listeners', listenerKey, { ...listener, acl }));
  expect(access()).toEqual({ kind: 'allow', cidrs: ['10.0.0.0/8'] });

  const longer = list('10.0.0.0/8', '192.0.2.0/24');
  await control.reconciler.reached(await write(store, 'accessControlLists', key, longer));
  expect(access()).toEqual({ kind: 'allow', cidrs: ['10.0.0.0/8', '192.0.2.0/24'] });
});
