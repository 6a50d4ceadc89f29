import {
  exampleCaCertificateId,
  exampleServerCertificateId,
  givenCaCertificate,
} from '../../../src/contract/certificate-examples.ts';
import { givenDomainExtension } from '../../../src/contract/domain-extension.ts';
import { givenHttpsListener } from '../../../src/contract/http-listener-examples.ts';
import { testSettings } from '../../../src/actions/test-support.ts';
import { type ErrorCases, lockLoadBalancer } from './error-case.ts';

const onPort443 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '443' };
const create = {
  ...onPort443,
  Domain: 'www.example.com',
  ServerCertificateId: exampleServerCertificateId,
};
const named = { DomainExtensionId: 'de-example' };
const set = { ...named, ServerCertificateId: exampleServerCertificateId };
const locked = { given: givenDomainExtension, edit: lockLoadBalancer };
const unknown = { given: givenDomainExtension, request: { ...set, DomainExtensionId: 'de-nosuch' } };
const withCa = [...givenDomainExtension, ...givenCaCertificate];

export const domainExtensionErrorCases = {
  CreateDomainExtension: {
    loadBalancerNotFound: { request: { ...create, LoadBalancerId: 'lb-nosuch' } },
    loadBalancerLocked: { ...locked, request: create },
    listenerNotFound: { given: givenHttpsListener, request: { ...create, ListenerPort: '80' } },
    extensionDomainInvalid: { given: givenHttpsListener, request: { ...create, Domain: 'www.*.com' } },
    extensionDomainTaken: {
      given: givenDomainExtension,
      request: { ...create, Domain: '*.EXAMPLE.com' },
    },
    serverCertificateMissing: {
      given: givenHttpsListener,
      request: { ...onPort443, Domain: 'www.example.com' },
    },
    extensionCertificateNotFound: {
      given: givenHttpsListener,
      request: { ...create, ServerCertificateId: 'nosuch' },
    },
    certificateKindMismatch: {
      given: withCa,
      request: { ...create, ServerCertificateId: exampleCaCertificateId },
    },
    tooManyDomainExtensions: {
      given: givenDomainExtension,
      request: create,
      settings: { quotas: { ...testSettings.quotas, domainExtensionsPerListener: 1 } },
    },
  },
  SetDomainExtensionAttribute: {
    domainExtensionNotFound: unknown,
    loadBalancerLocked: { ...locked, request: set },
    serverCertificateMissing: { given: givenDomainExtension, request: named },
    extensionCertificateNotFound: {
      given: givenDomainExtension,
      request: { ...set, ServerCertificateId: 'nosuch' },
    },
    certificateKindMismatch: {
      given: withCa,
      request: { ...set, ServerCertificateId: exampleCaCertificateId },
    },
  },
  DeleteDomainExtension: {
    domainExtensionNotFound: unknown,
    loadBalancerLocked: { ...locked, request: named },
  },
  DescribeDomainExtensions: {
    loadBalancerNotFound: { request: { ...onPort443, LoadBalancerId: 'lb-nosuch' } },
    listenerNotFound: { given: givenHttpsListener, request: { ...onPort443, ListenerPort: '80' } },
  },
  DescribeDomainExtensionAttribute: { domainExtensionNotFound: unknown },
} as const satisfies ErrorCases;
