/** HTTP and HTTPS listeners and what they refer to. */
import { type ErrorEntry, META } from './entry.ts';

export const httpListenerErrors = {
  invalidIdleTimeout: {
    code: 'InvalidParameter.IdleTimeout',
    httpStatus: 400,
    message: 'The specified IdleTimeout is not valid: {why}.',
    remedy: 'Use 1 to 60 seconds.',
    source: META,
  },
  invalidRequestTimeout: {
    code: 'InvalidParameter.RequestTimeout',
    httpStatus: 400,
    message: 'The specified RequestTimeout is not valid: {why}.',
    remedy: 'Use 1 to 180 seconds.',
    source: META,
  },
  forwardPortNotFound: {
    code: 'InvalidParameter',
    httpStatus: 400,
    message:
      'The specified ForwardPort is not valid: the load balancer has no HTTPS listener on port {port}.',
    remedy: 'Make the HTTPS listener first, then the HTTP listener that redirects to it.',
    source: META,
  },
  redirectCannotChange: {
    code: 'Operation.NotAllowed',
    httpStatus: 400,
    message: 'The HTTP listener on port {port} only redirects; it has no settings that could change.',
    remedy: 'Delete it and make a new one.',
    source: 'API metadata 2024; terraform-provider-alicloud, reported issues',
  },
  listenerCertificateNotFound: {
    code: 'CertificateNotExist',
    httpStatus: 400,
    message: 'The specified certificate {id} does not exist.',
    remedy: 'Upload it first, in the region of the load balancer; see DescribeServerCertificates.',
    source: META,
  },
  certificateKindMismatch: {
    code: 'CertificateTypeMismatched',
    httpStatus: 400,
    message: 'The specified certificate {id} is a {kind} certificate and cannot be used here.',
    remedy: 'ServerCertificateId takes server certificates, CACertificateId those of authorities.',
    source: META,
  },
  serverCertificateMissing: {
    code: 'MissingParam.ServerCertificates',
    httpStatus: 400,
    message: 'ServerCertificateId is missing.',
    remedy: 'Give the id of a server certificate, from DescribeServerCertificates.',
    source: META,
  },
  redirectTargetInUse: {
    code: 'ListenerForwardExist',
    httpStatus: 400,
    message: 'The HTTP listener on port {httpPort} redirects to the HTTPS listener on port {port}.',
    remedy: 'Delete that HTTP listener first.',
    source: META,
  },
} as const satisfies Record<string, ErrorEntry>;
