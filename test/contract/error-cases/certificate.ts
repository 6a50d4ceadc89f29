import { readFileSync } from 'node:fs';
import { testSettings } from '../../../src/actions/test-support.ts';
import {
  exampleCaCertificate,
  exampleCaCertificateId,
  exampleCertificate,
  exampleServerCertificateId,
  givenCaCertificate,
  givenServerCertificate,
  uploadCaCertificate,
  uploadServerCertificate,
} from '../../../src/contract/certificate-examples.ts';
import { givenDomainExtension } from '../../../src/contract/domain-extension.ts';
import { givenHttpsListener } from '../../../src/contract/http-listener-examples.ts';
import { type ErrorCase, type ErrorCases, tagErrorCases } from './error-case.ts';

type Request = Readonly<Record<string, string>>;

/** A file of test/fixtures/certificates. */
export function certificateFixture(file: string): string {
  return readFileSync(new URL(`../../fixtures/certificates/${file}`, import.meta.url), 'utf8');
}

const upload = (changes: Request): ErrorCase => ({ request: { ...uploadServerCertificate, ...changes } });
const kind = (name: string) =>
  upload({
    ServerCertificate: certificateFixture(`${name}.pem`),
    PrivateKey: certificateFixture(`${name}.key`),
  });

const quotas = { quotas: { ...testSettings.quotas, certificates: 1 } };

const inRegion = { RegionId: 'cn-hangzhou' };
const noServerCertificate = { ...inRegion, ServerCertificateId: 'nosuch' };
const noCaCertificate = { ...inRegion, CACertificateId: 'nosuch' };
const serverCertificate = { ...inRegion, ServerCertificateId: exampleServerCertificateId };
const caCertificate = { ...inRegion, CACertificateId: exampleCaCertificateId };
const otherGroup = { ResourceGroupId: 'rg-other' };

export const certificateErrorCases = {
  UploadServerCertificate: {
    illegalServerCertificate: upload({ ServerCertificate: `${exampleCertificate}${'\n'.repeat(65_536)}` }),
    certificateFormatInvalid: upload({ ServerCertificate: exampleCertificate.replace('MII', 'XXX') }),
    illegalKeyLength: kind('rsa512'),
    curveNotSupported: kind('secp256k1'),
    certificateNotSupported: kind('ed25519'),
    keyFormatError: upload({ PrivateKey: exampleCertificate }),
    privateKeyEncrypted: upload({ PrivateKey: certificateFixture('encrypted-pkcs8.key') }),
    certificateNotMatchPrivateKey: upload({ ServerCertificate: exampleCaCertificate }),
    noCertificateService: { request: { ...inRegion, AliCloudCertificateId: '103705' } },
    certificateQuota: { given: givenServerCertificate, request: uploadServerCertificate, settings: quotas },
    ...tagErrorCases({ request: uploadServerCertificate }),
  },
  DescribeServerCertificates: {
    serverCertificateOfOtherGroup: {
      given: givenServerCertificate,
      request: { ...serverCertificate, ...otherGroup },
    },
    ...tagErrorCases({ request: inRegion }),
  },
  SetServerCertificateName: {
    serverCertificateNotFound: { request: { ...noServerCertificate, ServerCertificateName: 'other' } },
  },
  DeleteServerCertificate: {
    serverCertificateNotFound: { request: noServerCertificate },
    certificateOfDomainExtension: {
      given: [
        ...givenDomainExtension,
        {
          action: 'UploadServerCertificate',
          request: uploadServerCertificate,
          binds: { ServerCertificateId: 'other' },
        },
        {
          action: 'SetLoadBalancerHTTPSListenerAttribute',
          request: {
            LoadBalancerId: 'lb-bp1example',
            ListenerPort: '443',
            ServerCertificateId: 'other',
          },
        },
      ],
      request: serverCertificate,
    },
    certificateInUse: { given: givenHttpsListener, request: serverCertificate },
  },
  UploadCACertificate: {
    certificateFormatInvalid: { request: { ...uploadCaCertificate, CACertificate: 'example' } },
    certificateQuota: { given: givenCaCertificate, request: uploadCaCertificate, settings: quotas },
    ...tagErrorCases({ request: uploadCaCertificate }),
  },
  DescribeCACertificates: {
    caCertificateOfOtherGroup: { given: givenCaCertificate, request: { ...caCertificate, ...otherGroup } },
    ...tagErrorCases({ request: inRegion }),
  },
  SetCACertificateName: {
    caCertificateNotFound: { request: { ...noCaCertificate, CACertificateName: 'other' } },
  },
  DeleteCACertificate: {
    caCertificateNotFound: { request: noCaCertificate },
    certificateInUse: {
      given: [
        ...givenHttpsListener,
        ...givenCaCertificate,
        {
          action: 'SetLoadBalancerHTTPSListenerAttribute',
          request: {
            ...caCertificate,
            LoadBalancerId: 'lb-bp1example',
            ListenerPort: '443',
          },
        },
      ],
      request: caCertificate,
    },
  },
} as const satisfies ErrorCases;
