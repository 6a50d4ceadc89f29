/** Server and CA certificates. */
import { type ErrorEntry, DOCS, META } from './entry.ts';

const TERRAFORM = 'terraform-provider-alicloud';

export const certificateErrors = {
  serverCertificateNotFound: {
    code: 'ServerCertificateId.NotFound',
    httpStatus: 404,
    message: 'The specified ServerCertificateId does not exist.',
    remedy: 'Use an id from DescribeServerCertificates.',
    source: TERRAFORM,
  },
  caCertificateNotFound: {
    code: 'CACertificateId.NotFound',
    httpStatus: 404,
    message: 'The specified CACertificateId does not exist.',
    remedy: 'Use an id from DescribeCACertificates.',
    source: TERRAFORM,
  },
  illegalServerCertificate: {
    code: 'IllegalParam.ServerCertificate',
    httpStatus: 400,
    message: 'The specified ServerCertificate is not acceptable: {why}.',
    remedy: 'Send the server certificate and the certificates up to its authority, nothing else.',
    source: META,
  },
  certificateFormatInvalid: {
    code: 'CertificateFormatInvalid',
    httpStatus: 400,
    message: 'The specified {name} is not a valid certificate: {why}.',
    remedy: 'Send PEM text: -----BEGIN CERTIFICATE-----, its lines, -----END CERTIFICATE-----.',
    source: META,
  },
  keyFormatError: {
    code: 'KeyFormatError',
    httpStatus: 400,
    message: 'The specified PrivateKey is not valid: {why}.',
    remedy: 'Send PEM text such as -----BEGIN PRIVATE KEY-----, its lines, -----END PRIVATE KEY-----.',
    source: DOCS,
  },
  privateKeyEncrypted: {
    code: 'PrivateKeyEncryption',
    httpStatus: 400,
    message: 'The specified PrivateKey is encrypted.',
    remedy: 'Decrypt it first: openssl pkey -in FILE.',
    source: DOCS,
  },
  certificateNotMatchPrivateKey: {
    code: 'CertificateNotMatchPrivateKey',
    httpStatus: 400,
    message: 'The certificate and the private key do not match: {why}.',
    remedy: 'Send the key that the certificate was made for, and the server certificate before its chain.',
    source: DOCS,
  },
  illegalKeyLength: {
    code: 'OperationDenied.IllegalKeyLength',
    httpStatus: 400,
    message: 'The RSA key of the certificate has {bits} bits.',
    remedy: 'Use an RSA key of 1024 to 4096 bits.',
    source: META,
  },
  curveNotSupported: {
    code: 'EccCertificateNotSupport',
    httpStatus: 400,
    message: 'The elliptic curve {curve} of the certificate is not supported.',
    remedy: 'Use the curve P-256, P-384 or P-521.',
    source: META,
  },
  certificateNotSupported: {
    code: 'ServerCertificate.NotSupport',
    httpStatus: 400,
    message: 'Certificates with a key of the kind {kind} are not supported.',
    remedy: 'Use a certificate with an RSA or ECDSA key.',
    source: META,
  },
  noCertificateService: {
    code: 'InvalidParameter.AliCloudCertificateId',
    httpStatus: 400,
    message: 'There is no certificate service here to get {id} from.',
    remedy: 'Send the certificate itself as ServerCertificate and PrivateKey.',
    source: META,
  },
  certificateQuota: {
    code: 'OverQuota',
    httpStatus: 400,
    message: 'There are {limit} certificates in the region, the most that there may be.',
    remedy: 'Delete certificates that nothing uses, or raise the quota in the configuration.',
    source: DOCS,
  },
  certificateInUse: {
    code: 'CertificateAndPrivateKeyIsRefered',
    httpStatus: 400,
    message: 'The certificate is used by listeners: {listeners}.',
    remedy: 'Give the listeners another certificate, or delete them first.',
    source: META,
  },
  serverCertificateOfOtherGroup: {
    code: 'Abs.ServerCertificateIdAndResourceGroupId.MissMatch',
    httpStatus: 400,
    message: 'The server certificate {id} is not in the resource group {group}.',
    remedy: 'Leave ResourceGroupId out, or send the right one.',
    source: META,
  },
  caCertificateOfOtherGroup: {
    code: 'Abs.CACertificateIdAndResourceGroupId.MissMatch',
    httpStatus: 400,
    message: 'The CA certificate {id} is not in the resource group {group}.',
    remedy: 'Leave ResourceGroupId out, or send the right one.',
    source: META,
  },
} as const satisfies Record<string, ErrorEntry>;
