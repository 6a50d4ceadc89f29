/** Why an answer has more or fewer fields than the published one. */
import { because } from './reason.ts';

export const resultReasons = [
  ...because(
    'field-extra',
    'The same list once more under the founding page’s spelling: see decision 0003.',
    { names: ['MasterSlaveBackendServers.MasterSlaveBackendServers[]'] },
  ),
  ...because(
    'field-missing',
    'Only in the structures of the older SDK, without documentation: absent is safer than wrong.',
    { when: ({ origin }) => origin === 'older-sdk' },
  ),
  ...because('field-missing', 'There are no orders.', { on: 'CreateLoadBalancer', names: ['OrderId'] }),
  ...because('field-missing', 'Nothing is billed, renewed or released by itself.', {
    on: 'DescribeLoadBalancerAttribute',
    names: [
      'AutoReleaseTime',
      'EndTime',
      'EndTimeStamp',
      'RenewalCycUnit',
      'RenewalDuration',
      'RenewalStatus',
    ],
  }),
  ...because('field-missing', 'UDP listeners take no setting for it: there is no connection to drain.', {
    names: [
      'Listeners[].UDPListenerConfig.ConnectionDrain',
      'Listeners[].UDPListenerConfig.ConnectionDrainTimeout',
    ],
  }),
  ...because('field-missing', 'Protection from SYN floods is the business of the operating system.', {
    on: 'DescribeLoadBalancerTCPListenerAttribute',
    names: ['SynProxy'],
  }),
];
