/** Certificates in the wire's words: never the text of a certificate or key. */
import type { CaCertificate, ServerCertificate } from '../../domain/certificates.ts';
import { wireTime } from '../format.ts';

/** certimate crashes without IsAliCloudCertificate, Fingerprint, CommonName or the name. */
export function serverCertificateToWire(certificate: ServerCertificate) {
  return {
    ServerCertificateId: certificate.id,
    ServerCertificateName: certificate.name,
    RegionId: certificate.regionId,
    SubjectAlternativeNames: certificate.subjectAlternativeNames,
    IsAliCloudCertificate: 0,
    AliCloudCertificateId: '',
    AliCloudCertificateName: '',
    ...commonToWire(certificate),
  };
}

export function caCertificateToWire(certificate: CaCertificate) {
  return {
    CACertificateId: certificate.id,
    CACertificateName: certificate.name,
    ...commonToWire(certificate),
  };
}

function commonToWire(certificate: ServerCertificate | CaCertificate) {
  return {
    ResourceGroupId: certificate.resourceGroupId,
    CommonName: certificate.commonName,
    Fingerprint: certificate.fingerprint,
    CreateTime: wireTime(certificate.createdMs),
    CreateTimeStamp: certificate.createdMs,
    ExpireTime: wireTime(certificate.expiresMs),
    ExpireTimeStamp: certificate.expiresMs,
  };
}
