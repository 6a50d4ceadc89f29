/** HTTPS listeners: TLS ends at the load balancer; the servers get plain HTTP. */
import { tagParams } from './common.ts';
import { exampleServerCertificateId, givenServerCertificate } from './certificate-examples.ts';
import { defineAction } from './define.ts';
import type { ErrorId } from './errors.ts';
import { givenLoadBalancer } from './examples.ts';
import {
  CREATE_LAYER7_NOTES,
  createLayer7Errors,
  listenerAddress,
  SET_LAYER7_NOTES,
  setLayer7Errors,
} from './http-listener.ts';
import { exampleHttpsSettings, givenHttpsListener } from './http-listener-examples.ts';
import { httpsListenerFields } from './http-listener-fields.ts';
import {
  createLayer7Settings,
  createTlsSettings,
  setLayer7Settings,
  setTlsSettings,
} from './http-listener-params.ts';

const tlsErrors = [
  'listenerCertificateNotFound',
  'certificateKindMismatch',
  'tlsPolicyNotFound',
] as const satisfies readonly ErrorId[];

const onPort443 = { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', ListenerPort: '443' };

export const httpsListenerActions = {
  CreateLoadBalancerHTTPSListener: defineAction({
    name: 'CreateLoadBalancerHTTPSListener',
    resource: 'listener',
    summary: 'Makes an HTTPS listener for a load balancer.',
    params: { ...listenerAddress, ...createTlsSettings, ...createLayer7Settings, Tag: tagParams() },
    result: {},
    errors: [...createLayer7Errors, ...tlsErrors, 'serverCertificateMissing'],
    example: {
      given: [...givenLoadBalancer, ...givenServerCertificate],
      request: {
        ...onPort443,
        BackendServerPort: '8080',
        Bandwidth: '-1',
        StickySession: 'off',
        HealthCheck: 'on',
        HealthCheckURI: '/healthz',
        ServerCertificateId: exampleServerCertificateId,
        TLSCipherPolicy: 'tls_cipher_policy_1_2',
      },
      response: {},
    },
    source: 'API metadata 2024, CreateLoadBalancerHTTPSListener',
    notes: [
      ...CREATE_LAYER7_NOTES,
      'HTTP/2 is on and the TLS policy is tls_cipher_policy_1_0 when left out, as older pages and Terraform have it.',
      'Health checks go by plain HTTP: TLS ends at the load balancer.',
    ],
  }),

  SetLoadBalancerHTTPSListenerAttribute: defineAction({
    name: 'SetLoadBalancerHTTPSListenerAttribute',
    resource: 'listener',
    summary: 'Changes an HTTPS listener.',
    params: { ...listenerAddress, ...setTlsSettings, ...setLayer7Settings },
    result: {},
    errors: [...setLayer7Errors, ...tlsErrors],
    example: {
      given: givenHttpsListener,
      request: { ...onPort443, ServerCertificateId: exampleServerCertificateId },
      response: {},
    },
    source: 'API metadata 2024, SetLoadBalancerHTTPSListenerAttribute',
    notes: [...SET_LAYER7_NOTES, 'An empty CACertificateId ends the demand for client certificates.'],
  }),

  DescribeLoadBalancerHTTPSListenerAttribute: defineAction({
    name: 'DescribeLoadBalancerHTTPSListenerAttribute',
    resource: 'listener',
    summary: 'Describes one HTTPS listener.',
    params: listenerAddress,
    result: httpsListenerFields,
    errors: ['loadBalancerNotFound', 'listenerAttributeNotFound'],
    example: {
      given: givenHttpsListener,
      request: onPort443,
      response: {
        LoadBalancerId: 'lb-bp1example',
        ListenerPort: 443,
        Status: 'stopped',
        Description: '',
        Bandwidth: -1,
        Scheduler: 'wrr',
        BackendServerPort: 8080,
        AclStatus: 'off',
        AclIds: { AclId: [] },
        ...exampleHttpsSettings,
        DomainExtensions: { DomainExtension: [] },
        Rules: { Rule: [] },
        Tags: { Tag: [] },
      },
    },
    source: 'API metadata 2024, DescribeLoadBalancerHTTPSListenerAttribute',
  }),
} as const;
