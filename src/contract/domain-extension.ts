/** Domain extensions: further certificates of an HTTPS listener, by the name that a client asks for. */
import { exampleServerCertificateId } from './certificate-examples.ts';
import { listenerPort, loadBalancerId, regionId } from './common.ts';
import { defineAction, type ExampleCall } from './define.ts';
import { givenHttpsListener } from './http-listener-examples.ts';
import { domainExtensionField } from './http-listener-fields.ts';
import { text } from './params.ts';
import { integerField, listField, textField } from './result.ts';

const extensionId = { maxLength: 64, summary: 'Id of the domain extension.', sample: 'de-example' };

const certificateId = () =>
  text({
    maxLength: 256,
    absent: 'serverCertificateMissing',
    summary: 'Server certificate for the domain.',
  });

const onPort443 = { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example', ListenerPort: '443' };
const create = { ...onPort443, Domain: '*.example.com', ServerCertificateId: exampleServerCertificateId };
const named = { RegionId: 'cn-hangzhou', DomainExtensionId: 'de-example' };

/** On the listener of the example, with the certificate that the listener has. */
export const givenDomainExtension: readonly ExampleCall[] = [
  ...givenHttpsListener,
  {
    action: 'CreateDomainExtension',
    request: create,
    binds: { DomainExtensionId: 'de-example' },
  },
];

const exampleExtension = {
  DomainExtensionId: 'de-example',
  Domain: '*.example.com',
  ServerCertificateId: exampleServerCertificateId,
};

export const domainExtensionActions = {
  CreateDomainExtension: defineAction({
    name: 'CreateDomainExtension',
    resource: 'domain-extension',
    summary: 'Gives an HTTPS listener a certificate for another domain.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      ListenerPort: listenerPort(),
      Domain: text({
        maxLength: 80,
        pattern: /(\*\.)?([A-Za-z0-9_-]+\.)*[A-Za-z0-9_-]+/,
        patternWords: 'it must be a domain name, or one with *. before it',
        invalid: 'extensionDomainInvalid',
        summary: 'Domain, or a wildcard; unique on the listener.',
      }),
      ServerCertificateId: certificateId(),
    },
    result: { DomainExtensionId: textField(), ListenerPort: integerField() },
    errors: [
      'loadBalancerNotFound',
      'loadBalancerLocked',
      'listenerNotFound',
      'extensionDomainInvalid',
      'extensionDomainTaken',
      'serverCertificateMissing',
      'extensionCertificateNotFound',
      'certificateKindMismatch',
      'tooManyDomainExtensions',
    ],
    example: {
      given: givenHttpsListener,
      request: create,
      response: { DomainExtensionId: 'de-example', ListenerPort: 443 },
    },
    source: 'API metadata 2024, CreateDomainExtension',
    notes: ['Clients that ask for no such domain get the certificate of the listener.'],
  }),

  SetDomainExtensionAttribute: defineAction({
    name: 'SetDomainExtensionAttribute',
    resource: 'domain-extension',
    summary: 'Gives a domain extension another certificate.',
    params: {
      RegionId: regionId(),
      DomainExtensionId: text(extensionId),
      ServerCertificateId: certificateId(),
    },
    result: {},
    errors: [
      'domainExtensionNotFound',
      'loadBalancerLocked',
      'serverCertificateMissing',
      'extensionCertificateNotFound',
      'certificateKindMismatch',
    ],
    example: {
      given: givenDomainExtension,
      request: { ...named, ServerCertificateId: exampleServerCertificateId },
      response: {},
    },
    source: 'API metadata 2024, SetDomainExtensionAttribute',
  }),

  DeleteDomainExtension: defineAction({
    name: 'DeleteDomainExtension',
    resource: 'domain-extension',
    summary: 'Deletes a domain extension; the certificate stays.',
    params: { RegionId: regionId(), DomainExtensionId: text(extensionId) },
    result: {},
    errors: ['domainExtensionNotFound', 'loadBalancerLocked'],
    example: { given: givenDomainExtension, request: named, response: {} },
    source: 'API metadata 2024, DeleteDomainExtension',
  }),

  DescribeDomainExtensions: defineAction({
    name: 'DescribeDomainExtensions',
    resource: 'domain-extension',
    summary: 'Lists the domain extensions of an HTTPS listener.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      ListenerPort: listenerPort(),
      DomainExtensionId: text({ ...extensionId, optional: true, summary: 'Only this one.' }),
    },
    result: { DomainExtensions: listField('DomainExtension', domainExtensionField) },
    errors: ['loadBalancerNotFound', 'listenerNotFound'],
    example: {
      given: givenDomainExtension,
      request: onPort443,
      response: { DomainExtensions: { DomainExtension: [exampleExtension] } },
    },
    source: 'API metadata 2024, DescribeDomainExtensions',
    notes: ['In the order of their domains. An id that the listener does not have gives an empty list.'],
  }),

  DescribeDomainExtensionAttribute: defineAction({
    name: 'DescribeDomainExtensionAttribute',
    resource: 'domain-extension',
    summary: 'Describes one domain extension.',
    params: { RegionId: regionId(), DomainExtensionId: text(extensionId) },
    result: {
      LoadBalancerId: textField(),
      ListenerPort: integerField(),
      DomainExtensionId: textField(),
      Domain: textField(),
      ServerCertificateId: textField(),
    },
    errors: ['domainExtensionNotFound'],
    example: {
      given: givenDomainExtension,
      request: named,
      response: { ...exampleExtension, LoadBalancerId: 'lb-bp1example', ListenerPort: 443 },
    },
    source: 'API metadata 2024, DescribeDomainExtensionAttribute',
  }),
} as const;
