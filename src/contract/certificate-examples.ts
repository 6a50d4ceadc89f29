/** Certificates of the examples: self-signed for twenty years, P-256, and of use to nobody else. */
import type { ExampleCall } from './define.ts';

export const exampleCertificate = `-----BEGIN CERTIFICATE-----
MIIBsjCCAVegAwIBAgIUeJ5DaENyk9+SOacug60jjEAUKG8wCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPd3d3LmV4YW1wbGUuY29tMB4XDTI2MTEyNDA1Mzg1MVoXDTQ2
MTExOTA1Mzg1MVowGjEYMBYGA1UEAwwPd3d3LmV4YW1wbGUuY29tMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEt57DrmLDPr01nKRXDQ2IaxUOQyASwhdUUqWzVJGw
0U1tziE+TCHw/WmyBXtH5pte2oruHvbZgVBQbQigWWZ7Z6N7MHkwHQYDVR0OBBYE
FEANQuAXvzS5Pn9NBddNuE1a9EgwMB8GA1UdIwQYMBaAFEANQuAXvzS5Pn9NBddN
uE1a9EgwMCkGA1UdEQQiMCCCD3d3dy5leGFtcGxlLmNvbYINKi5leGFtcGxlLmNv
bTAMBgNVHRMBAf8EAjAAMAoGCCqGSM49BAMCA0kAMEYCIQDOT9OMdajnGbeRNp96
cdDgcZI1c4aNhQNtu3v5CKQSDAIhAJlcwomkVgb9w3UiOWhlURyD8Jr9ifajSUcb
jVvzdJud
-----END CERTIFICATE-----
`;

export const exampleKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg2eKWDp/jazzLmgi4
/Yysc0civHVxutaeTb66Xq5tuZ+hRANCAAS3nsOuYsM+vTWcpFcNDYhrFQ5DIBLC
F1RSpbNUkbDRTW3OIT5MIfD9abIFe0fmm17aiu4e9tmBUFBtCKBZZntn
-----END PRIVATE KEY-----
`;

export const exampleCaCertificate = `-----BEGIN CERTIFICATE-----
MIIBrTCCAVOgAwIBAgIUWqv1K4w/QpQbnhc6ZmE389hVQAIwCgYIKoZIzj0EAwIw
LDEQMA4GA1UECgwHRXhhbXBsZTEYMBYGA1UEAwwPRXhhbXBsZSBSb290IENBMB4X
DTI2MTEyNDA1Mzg1MVoXDTQ2MTExOTA1Mzg1MVowLDEQMA4GA1UECgwHRXhhbXBs
ZTEYMBYGA1UEAwwPRXhhbXBsZSBSb290IENBMFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEnScIMFxY84drV4QoDlKZznB1xdlT4MzG8LOeGys5f/xke2kTzLy0FNgw
8Kn+crOBNZHrBVNlCjUD0v0ti5WSIaNTMFEwHQYDVR0OBBYEFGtlarZCXYgd2fS+
tAdZswLGfKt9MB8GA1UdIwQYMBaAFGtlarZCXYgd2fS+tAdZswLGfKt9MA8GA1Ud
EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAJtTHzGW2KADVyLihq32ofeX
2fyWA+mFTFlp3h8HRLEDAiALFSoXhwoblMrFBBxuHrj7vxAJii3Lv9NRI6uV8BCB
Zg==
-----END CERTIFICATE-----
`;

export const exampleServerCertificateId = '1000000000000001_example_server';
export const exampleCaCertificateId = '1000000000000001_example_ca';

export const uploadServerCertificate = {
  RegionId: 'cn-hangzhou',
  ServerCertificate: exampleCertificate,
  PrivateKey: exampleKey,
  ServerCertificateName: 'example',
};

export const givenServerCertificate: readonly ExampleCall[] = [
  {
    action: 'UploadServerCertificate',
    request: uploadServerCertificate,
    binds: { ServerCertificateId: exampleServerCertificateId },
  },
];

export const uploadCaCertificate = {
  RegionId: 'cn-hangzhou',
  CACertificate: exampleCaCertificate,
  CACertificateName: 'example-ca',
};

export const givenCaCertificate: readonly ExampleCall[] = [
  {
    action: 'UploadCACertificate',
    request: uploadCaCertificate,
    binds: { CACertificateId: exampleCaCertificateId },
  },
];
