/** Server certificates: what HTTPS listeners present, with the private key. */
import {
  exampleServerCertificateId,
  givenServerCertificate,
  uploadServerCertificate,
} from './certificate-examples.ts';
import {
  certificateIds,
  newName,
  optionalName,
  privateKeyText,
  resourceGroupFilter,
  resourceGroupId,
  serverCertificateFields,
  serverCertificateId,
  serverCertificateText,
} from './certificate-fields.ts';
import { regionId, requiredRegionId, tagErrors, tagFilter, tagList, tagParams } from './common.ts';
import { defineAction } from './define.ts';
import { text } from './params.ts';
import { listField, objectField } from './result.ts';

const theExample = { RegionId: 'cn-hangzhou', ServerCertificateId: exampleServerCertificateId };

const exampleAnswer = {
  ServerCertificateId: exampleServerCertificateId,
  ServerCertificateName: 'example',
  RegionId: 'cn-hangzhou',
  SubjectAlternativeNames: { SubjectAlternativeName: ['www.example.com', '*.example.com'] },
  IsAliCloudCertificate: 0,
  AliCloudCertificateId: '',
  AliCloudCertificateName: '',
  ResourceGroupId: 'rg-default',
  CommonName: 'www.example.com',
  Fingerprint: 'd7:1b:bd:c9:7b:5b:c7:85:74:2e:29:17:e1:23:8f:75:e4:cd:81:55',
  CreateTime: '2026-01-02T03:04:05Z',
  CreateTimeStamp: 1_767_323_045_000,
  ExpireTime: '2046-11-19T05:38:51Z',
  ExpireTimeStamp: 2_426_218_731_000,
};

const fromService = (summary: string) =>
  text({ optional: true, maxLength: 128, summary: `${summary} Of no use: there is no certificate service.` });

export const serverCertificateActions = {
  UploadServerCertificate: defineAction({
    name: 'UploadServerCertificate',
    resource: 'certificate',
    summary: 'Keeps a server certificate with its chain and private key.',
    params: {
      RegionId: requiredRegionId(),
      ServerCertificate: serverCertificateText(),
      PrivateKey: privateKeyText(),
      ServerCertificateName: optionalName(),
      ResourceGroupId: resourceGroupId(),
      Tag: tagParams(),
      AliCloudCertificateId: fromService('Id in the vendor’s certificate service.'),
      AliCloudCertificateName: fromService('Name there.'),
      AliCloudCertificateRegionId: fromService('Region there.'),
    },
    result: serverCertificateFields,
    errors: [
      'illegalServerCertificate',
      'certificateFormatInvalid',
      'illegalKeyLength',
      'curveNotSupported',
      'certificateNotSupported',
      'keyFormatError',
      'privateKeyEncrypted',
      'certificateNotMatchPrivateKey',
      'noCertificateService',
      'certificateQuota',
      ...tagErrors,
    ],
    example: { given: [], request: uploadServerCertificate, response: exampleAnswer },
    source: 'API metadata 2024, UploadServerCertificate; SLB documentation, common error codes',
    notes: [
      'Without AliCloudCertificateId both ServerCertificate and PrivateKey are needed.',
      'Keys: RSA of 1024 to 4096 bits, ECDSA on P-256, P-384 and P-521. Expired certificates, weak signatures and certificates of authorities are taken: clients that connect judge them.',
      'Text around the PEM blocks, blank lines, CRLF and a backslash with n for a line break are fine.',
      'The private key lies encrypted in the store, under a key in the file `secrets.key` of the data directory: keep the two together.',
    ],
  }),

  DescribeServerCertificates: defineAction({
    name: 'DescribeServerCertificates',
    resource: 'certificate',
    summary: 'Lists server certificates, never the text of a certificate or key.',
    params: {
      RegionId: regionId(),
      ServerCertificateId: certificateIds(),
      ResourceGroupId: resourceGroupFilter(),
      Tag: tagFilter(),
    },
    result: {
      ServerCertificates: listField(
        'ServerCertificate',
        objectField({ ...serverCertificateFields, Tags: tagList() }),
      ),
    },
    errors: ['serverCertificateOfOtherGroup', ...tagErrors],
    example: {
      given: givenServerCertificate,
      request: theExample,
      response: { ServerCertificates: { ServerCertificate: [{ ...exampleAnswer, Tags: { Tag: [] } }] } },
    },
    source: 'API metadata 2024, DescribeServerCertificates',
    notes: ['Not paged. With several tags a certificate must have all of them.'],
  }),

  SetServerCertificateName: defineAction({
    name: 'SetServerCertificateName',
    resource: 'certificate',
    summary: 'Renames a server certificate.',
    params: {
      RegionId: requiredRegionId(),
      ServerCertificateId: serverCertificateId(),
      ServerCertificateName: newName(),
    },
    result: {},
    errors: ['serverCertificateNotFound'],
    example: {
      given: givenServerCertificate,
      request: { ...theExample, ServerCertificateName: '*.example.com-2026' },
      response: {},
    },
    source: 'API metadata 2024, SetServerCertificateName',
  }),

  DeleteServerCertificate: defineAction({
    name: 'DeleteServerCertificate',
    resource: 'certificate',
    summary: 'Deletes a server certificate that nothing uses.',
    params: { RegionId: regionId(), ServerCertificateId: serverCertificateId() },
    result: {},
    errors: ['serverCertificateNotFound', 'certificateInUse', 'certificateOfDomainExtension'],
    example: { given: givenServerCertificate, request: theExample, response: {} },
    source: 'API metadata 2024, DeleteServerCertificate; terraform-provider-alicloud',
  }),
} as const;
