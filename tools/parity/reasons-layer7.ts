/** Why HTTP and HTTPS listeners, rules and domain extensions differ. */
import { because, type Reason } from './reason.ts';

const LISTENERS = /LoadBalancerHTTPS?Listener/;

const never = (text: string, names: readonly (string | RegExp)[], on?: RegExp): readonly Reason[] =>
  because('error-never-answered', text, { names, ...(on !== undefined && { on }) });

export const layer7Reasons: readonly Reason[] = [
  ...because('param-required', 'Optional with the default off in the newest metadata.', {
    on: LISTENERS,
    names: ['StickySession'],
  }),
  ...because('param-default', 'Not published; left out, it is off like the other headers.', {
    on: LISTENERS,
    names: ['XForwardedFor_SLBPORT', 'XForwardedFor_ClientSrcPort'],
  }),
  ...because('field-missing', 'There is no web application firewall that could be on or off.', {
    on: LISTENERS,
    names: ['SecurityStatus'],
  }),
  ...because('field-missing', 'HTTPS listeners are not offered yet.', {
    on: 'DescribeLoadBalancerListeners',
    names: ['Listeners[].HTTPSListenerConfig'],
  }),
  ...because('field-missing', 'Belongs to undocumented parameters; health checks go by HTTP alone.', {
    on: 'DescribeLoadBalancerListeners',
    names: [/ListenerConfig\.HealthCheckHttpVersion$/, /ListenerConfig\.HealthCheckType$/],
  }),
  ...never(
    'The parameter is undocumented and ignored.',
    [
      'InvalidParameter.ForwardCode',
      'InvalidParameter.HealthCheckHttpVersion',
      'MissingParam.HealthCheckDomain',
    ],
    LISTENERS,
  ),
  ...never('Every load balancer may have HTTP and HTTPS listeners, with either IP version.', [
    'ListenerForwardNotSupport',
    'OperationUnsupported.CreateLoadBalancerLayer7Listener',
  ]),
  ...never('Regions and zones are names here: all can do the same and none runs out.', [
    /^ResourceNotAvailible\./,
    'OperationFailed.InsufficientResources',
  ]),
];
