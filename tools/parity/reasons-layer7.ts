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
  ...because('field-missing', 'Belongs to parameters that only the older SDK has, without documentation.', {
    names: [
      /XForwardedFor_ClientCertClientVerify$/,
      /XForwardedFor_ClientCertFingerprint$/,
      /XForwardedFor_ClientCertIssuerDN$/,
      /XForwardedFor_ClientCertSubjectDN$/,
    ],
  }),
  ...because('param-default', 'Not published in the newest metadata; older pages and Terraform have it so.', {
    on: 'CreateLoadBalancerHTTPSListener',
    names: ['EnableHttp2', 'TLSCipherPolicy'],
  }),
  ...because('param-default', 'Published for the other listeners; left out, it is off.', {
    on: 'CreateLoadBalancerHTTPSListener',
    names: ['AclStatus'],
  }),
  ...because('param-choices', 'The published choices, or the id of a policy of one’s own.', {
    on: LISTENERS,
    names: ['TLSCipherPolicy'],
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
  ...never(
    'A listener has one server certificate; the parameters for several are undocumented and ignored.',
    ['InvalidParam.CertificateBindingType', 'InvalidParamSize.ServerCertificates', /^TooManyCertificates/],
  ),
  ...never(
    'A change without ServerCertificateId keeps the certificate.',
    ['MissingParam.ServerCertificates'],
    /^SetLoadBalancer/,
  ),
  ...never('CertificateNotExist answers instead.', ['ResourceNotFound.Certificate'], LISTENERS),
  ...never('There is one account, known by its access keys, and it may use every certificate.', [
    'Certkey.Forbidden',
  ]),
  ...never('Certificates with keys of the SM kind cannot be uploaded, so no listener can name one.', [
    'CnCertificateNotSupport',
  ]),
  ...never(
    'Nothing depends on a specification but the limits of connections, with the setting enforceSpec.',
    ['InvalidParameter.SpecNotSupport', 'SPEC_NOT_SUPPORT_PARAMETER'],
  ),
  ...never(
    'Headers with parts of the client certificate are undocumented, and so are names for them.',
    ['ParamDuplicateError'],
    LISTENERS,
  ),
  ...never('A TLS policy may be used by any number of listeners.', ['TLSCipherPolicyVipRelationOverLimit']),
  ...never('Every load balancer may have HTTP and HTTPS listeners, with either IP version.', [
    'ListenerForwardNotSupport',
    'OperationUnsupported.CreateLoadBalancerLayer7Listener',
  ]),
  ...never('Regions and zones are names here: all can do the same and none runs out.', [
    /^ResourceNotAvailible\./,
    'OperationFailed.InsufficientResources',
  ]),
  ...because('param-extra', 'An item may also be an object with the id; published are texts alone.', {
    on: 'DeleteRules',
    names: ['RuleIds[].RuleId'],
  }),
  ...never('Rules belong to an HTTP or HTTPS listener, whatever else is on its port.', [
    'OperationFailed.ListenerConflict',
  ]),
  ...never('A listener and its domain extensions have one server certificate each.', [
    'InvalidParameter.CertificateId',
    'InvalidParamSize.CertificateId',
    'MissingParameter.CertificateId',
  ]),
  ...never('Every load balancer may have domain extensions.', ['DomainExtensionNotSupport']),
  ...never('Changes wait for one another and are complete when answered; nothing has to be tried again.', [
    'DomainExtensionProcessing',
    'IncorrectStatus.DomainExtension',
  ]),
  ...never(
    'Domain extensions belong to HTTPS listeners, whatever else is on the port.',
    ['TooManyListeners'],
    /DomainExtension$/,
  ),
  ...never('Rules and domain extensions have nothing to do with one another.', [
    'DomainExtensionRelatedRuleExist',
  ]),
  ...never('MissingParameter answers instead.', ['MissingParameter.DomainExtensionId']),
];
