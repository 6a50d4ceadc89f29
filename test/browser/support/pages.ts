/** Every page of the console, for what must hold on all of them. A page that is missing here fails budget.test.ts. */
export interface Place {
  readonly name: string;
  readonly path: string;
}

/** `loadBalancerId` with a listener and the group `groupId` behind it. */
export function everyPage(ids: {
  readonly loadBalancerId: string;
  readonly groupId: string;
}): readonly Place[] {
  const balancer = `/balancers/${ids.loadBalancerId}`;
  return [
    { name: 'overview', path: '/' },
    { name: 'balancer', path: balancer },
    ...['charts', 'listeners', 'groups', 'settings', 'history'].map((section) => ({
      name: `balancer-${section}`,
      path: `${balancer}?section=${section}`,
    })),
    { name: 'group', path: `/groups/${ids.groupId}` },
    { name: 'servers', path: '/servers' },
    { name: 'certificates', path: '/certificates' },
    { name: 'access-control', path: '/access-control' },
    { name: 'tls-policies', path: '/tls-policies' },
    { name: 'users', path: '/users' },
    { name: 'audit', path: '/audit' },
    { name: 'settings', path: '/settings' },
    { name: 'explorer', path: '/explorer' },
    { name: 'explorer-action', path: '/explorer/CreateMasterSlaveServerGroup' },
    { name: 'documents', path: '/documents' },
    { name: 'document', path: '/documents/failover' },
  ];
}
