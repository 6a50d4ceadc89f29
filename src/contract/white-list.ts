/** The older access control: one white list for each listener, beside the access control lists of the region. */
import { listenerPort, loadBalancerId, regionId } from './common.ts';
import { defineAction } from './define.ts';
import { givenTcpListener } from './listener-examples.ts';
import { oneOf, text } from './params.ts';
import { textField } from './result.ts';

const listener = {
  RegionId: regionId(),
  LoadBalancerId: loadBalancerId(),
  ListenerPort: listenerPort(),
  ListenerProtocol: oneOf(['tcp', 'udp', 'http', 'https'], {
    optional: true,
    summary: 'Needed only when listeners of several protocols share the port.',
  }),
};

/** Room for as many items as the default quota allows. */
const sourceItems = (summary: string) =>
  text({ maxLength: 8_192, summary, invalid: 'invalidSourceItems', sample: '192.0.2.7,198.51.100.0/24' });

const finding = ['loadBalancerNotFound', 'listenerNotFound', 'tooManyListeners'] as const;
const changing = [...finding, 'loadBalancerLocked'] as const;

const onPort80 = { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };
const items = { ...onPort80, SourceItems: '192.0.2.7,198.51.100.0/24' };

const BOTH_NOTE =
  'Independent of the access control lists of the listener: a client must pass both. For new set-ups use those.';

export const whiteListActions = {
  SetListenerAccessControlStatus: defineAction({
    name: 'SetListenerAccessControlStatus',
    resource: 'white-list',
    summary: 'Switches the white list of one listener on or off.',
    params: {
      ...listener,
      AccessControlStatus: oneOf(['open_white_list', 'close'], {
        summary: 'open_white_list: only what is in the list passes.',
      }),
    },
    result: {},
    errors: [...changing, 'whiteListNotForIpv6'],
    example: {
      given: givenTcpListener,
      request: { ...onPort80, AccessControlStatus: 'open_white_list' },
      response: {},
    },
    source: 'API metadata 2024, SetListenerAccessControlStatus',
    notes: ['An open white list without items forwards nothing.', BOTH_NOTE],
  }),

  AddListenerWhiteListItem: defineAction({
    name: 'AddListenerWhiteListItem',
    resource: 'white-list',
    summary: 'Adds addresses to the white list of one listener.',
    params: { ...listener, SourceItems: sourceItems('IPv4 addresses and CIDR blocks, separated by commas.') },
    result: {},
    errors: [
      ...changing,
      'whiteListBesideAcl',
      'invalidSourceItems',
      'invalidWhiteListAddress',
      'whiteListQuotaExceeded',
    ],
    example: { given: givenTcpListener, request: items, response: {} },
    source: 'API metadata 2024, AddListenerWhiteListItem',
    notes: ['What is in the list already is left as it is. Items count only while the list is open.'],
  }),

  RemoveListenerWhiteListItem: defineAction({
    name: 'RemoveListenerWhiteListItem',
    resource: 'white-list',
    summary: 'Takes addresses out of the white list of one listener.',
    params: { ...listener, SourceItems: sourceItems('Items to take out, separated by commas.') },
    result: {},
    errors: [...changing, 'invalidSourceItems', 'invalidWhiteListAddress'],
    example: {
      given: [...givenTcpListener, { action: 'AddListenerWhiteListItem', request: items }],
      request: { ...onPort80, SourceItems: '192.0.2.7' },
      response: {},
    },
    source: 'API metadata 2024, RemoveListenerWhiteListItem',
    notes: [
      'Items that are not in the list are passed over. Taking out the last one of an open list closes the listener to all.',
    ],
  }),

  DescribeListenerAccessControlAttribute: defineAction({
    name: 'DescribeListenerAccessControlAttribute',
    resource: 'white-list',
    summary: 'Shows the white list of one listener.',
    params: listener,
    result: {
      AccessControlStatus: textField('open_white_list or close.'),
      SourceItems: textField('Separated by commas, as they were added.'),
    },
    errors: finding,
    example: {
      given: [...givenTcpListener, { action: 'AddListenerWhiteListItem', request: items }],
      request: onPort80,
      response: { AccessControlStatus: 'close', SourceItems: '192.0.2.7,198.51.100.0/24' },
    },
    source: 'API metadata 2024, DescribeListenerAccessControlAttribute',
    notes: ['Tells nothing of access control lists.'],
  }),
} as const;
