/** Two vServer groups as a pair: parameters that the vendor has and documents nowhere. What they mean here is ours. */
import { because } from './reason.ts';

const LISTENER = /^(Create|Set)LoadBalancer(TCP|UDP)Listener/;
const OURS = 'Undocumented by the vendor; this is our reading, described in docs/failover.md.';

export const groupPairReasons = [
  ...because('param-default', OURS, { on: LISTENER, names: ['MasterSlaveModeEnabled'] }),
  ...because('param-bound', OURS, { on: LISTENER, names: ['FailoverThreshold'] }),
  ...because('param-choices', OURS, { on: LISTENER, names: ['FailoverStrategy'] }),
  ...because(
    'error-undocumented',
    'Without a health check a pair of groups would never switch, over UDP either.',
    {
      on: LISTENER,
      names: ['OperationDenied.HealthCheckClosedForMasterSlaveMode'],
    },
  ),
  ...because('field-extra', 'The list says of a pair of groups what the answer about one listener says.', {
    on: 'DescribeLoadBalancerListeners',
    names: [
      'Listeners[].TCPListenerConfig.WorkingServerGroupId',
      /^Listeners\[\]\.UDPListenerConfig\.(MasterSlaveModeEnabled|MasterServerGroupId|SlaveServerGroupId)$/,
      /^Listeners\[\]\.UDPListenerConfig\.(FailoverThreshold|FailoverStrategy|WorkingServerGroupId)$/,
    ],
  }),
];
