/** Domain extensions. */
import { type ErrorEntry, META } from './entry.ts';

export const domainExtensionErrors = {
  domainExtensionNotFound: {
    code: 'InvalidParameter.DomainExtensionId',
    httpStatus: 400,
    message: 'The specified domain extension {id} does not exist.',
    remedy: 'Use a DomainExtensionId from DescribeDomainExtensions.',
    source: META,
  },
  extensionDomainInvalid: {
    code: 'InvalidParameter.Domain',
    httpStatus: 400,
    message: 'The specified Domain is not valid: {why}.',
    remedy: 'Use a name such as www.example.com, or *.example.com for all below it.',
    source: META,
  },
  extensionDomainTaken: {
    code: 'InvalidParameter.Domain',
    httpStatus: 400,
    message: 'The listener already has a domain extension for {domain}.',
    remedy: 'Give that one another certificate with SetDomainExtensionAttribute.',
    source: META,
  },
  extensionCertificateNotFound: {
    code: 'InvalidParameter.ServerCertificateId',
    httpStatus: 400,
    message: 'The specified ServerCertificateId {id} does not exist.',
    remedy: 'Upload the certificate first, in the region of the load balancer.',
    source: META,
  },
  tooManyDomainExtensions: {
    code: 'DomainExtensionNumberOverLimit',
    httpStatus: 400,
    message: 'The listener has {limit} domain extensions, the most that it may have.',
    remedy: 'Delete one, or raise the quota in the configuration.',
    source: META,
  },
  certificateOfDomainExtension: {
    code: 'CertificateRelatedDomainExtensionExist',
    httpStatus: 400,
    message: 'The certificate is used by domain extensions: {domains}.',
    remedy: 'Give the domain extensions another certificate, or delete them first.',
    source: META,
  },
} as const satisfies Record<string, ErrorEntry>;
