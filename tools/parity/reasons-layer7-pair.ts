/** Master-slave groups behind HTTP and HTTPS: the vendor has them behind TCP and UDP only. */
import { because } from './reason.ts';

const OURS = 'Master-slave groups behind HTTP and HTTPS, described in docs/failover.md.';
const LISTENER = /^(Create|Set)LoadBalancerHTTPS?Listener/;
const AS_TCP = 'Groups are named, and refused, as by TCP listeners.';

export const layer7PairReasons = [
  ...because('param-extra', OURS, {
    names: [/^MasterSlaveServerGroup(Id)?$/, 'RuleList[].MasterSlaveServerGroupId'],
  }),
  ...because('field-extra', OURS, { names: [/(^|\.)MasterSlaveServerGroupId$/] }),
  ...because('param-required', 'A rule has a vServer group or a master-slave group.', {
    on: 'CreateRules',
    names: ['RuleList[].VServerGroupId'],
  }),
  ...because('error-never-answered', AS_TCP, { on: LISTENER, names: ['InvalidParameter.VServerGroupId'] }),
  ...because('error-undocumented', AS_TCP, {
    on: /^((Create|Set)LoadBalancerHTTPS?Listener|CreateRules|SetRule)/,
    names: ['Abs.VServerGroupIdAndMasterSlaveServerGroupId.MissMatch', 'MissingParam.VServerGroupId'],
  }),
];
