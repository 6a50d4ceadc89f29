import { testSettings } from '../../../src/actions/test-support.ts';
import type { ExampleCall } from '../../../src/contract/define.ts';
import { givenTcpListener } from '../../../src/contract/listener-examples.ts';
import { givenListenerWithList } from './access-control.ts';
import { type ErrorCase, type ErrorCases, lockLoadBalancer } from './error-case.ts';

type Request = Readonly<Record<string, string>>;

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };

const givenSharedPort: readonly ExampleCall[] = [
  ...givenTcpListener,
  { action: 'CreateLoadBalancerUDPListener', request: { ...onPort80, BackendServerPort: '5353' } },
];

const givenIpv6Listener: readonly ExampleCall[] = [
  {
    action: 'CreateLoadBalancer',
    request: { RegionId: 'cn-hangzhou', AddressIPVersion: 'ipv6' },
    binds: { LoadBalancerId: 'lb-bp1example' },
  },
  { action: 'CreateLoadBalancerTCPListener', request: { ...onPort80, BackendServerPort: '8080' } },
];

const finding = (request: Request) => ({
  loadBalancerNotFound: { request: { ...request, LoadBalancerId: 'lb-nosuch' } },
  listenerNotFound: { given: givenTcpListener, request: { ...request, ListenerPort: '81' } },
  tooManyListeners: { given: givenSharedPort, request },
});

const changing = (request: Request) => ({
  ...finding(request),
  loadBalancerLocked: { given: givenTcpListener, edit: lockLoadBalancer, request },
});

const open = { ...onPort80, AccessControlStatus: 'open_white_list' };
const item = (SourceItems: string): ErrorCase => ({
  given: givenTcpListener,
  request: { ...onPort80, SourceItems },
});
const refusedItems = {
  invalidSourceItems: item('192.0.2.7,0.0.0.0/0'),
  invalidWhiteListAddress: item('192.0.2.7,2001:db8::1'),
};

export const whiteListErrorCases = {
  SetListenerAccessControlStatus: {
    ...changing(open),
    whiteListNotForIpv6: { given: givenIpv6Listener, request: open },
  },
  AddListenerWhiteListItem: {
    ...changing(item('192.0.2.7').request),
    ...refusedItems,
    whiteListBesideAcl: { given: givenListenerWithList, request: item('192.0.2.7').request },
    whiteListQuotaExceeded: {
      ...item('192.0.2.7,192.0.2.8'),
      settings: { quotas: { ...testSettings.quotas, whiteListItemsPerListener: 1 } },
    },
  },
  RemoveListenerWhiteListItem: { ...changing(item('192.0.2.7').request), ...refusedItems },
  DescribeListenerAccessControlAttribute: finding(onPort80),
} as const satisfies ErrorCases;
