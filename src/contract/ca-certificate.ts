/** CA certificates: whose client certificates an HTTPS listener takes. */
import { exampleCaCertificateId, givenCaCertificate, uploadCaCertificate } from './certificate-examples.ts';
import {
  caCertificateFields,
  caCertificateId,
  caCertificateText,
  certificateIds,
  newName,
  optionalName,
  resourceGroupFilter,
  resourceGroupId,
} from './certificate-fields.ts';
import { regionId, requiredRegionId, tagErrors, tagFilter, tagList, tagParams } from './common.ts';
import { defineAction } from './define.ts';
import { listField, objectField, textField } from './result.ts';

const theExample = { RegionId: 'cn-hangzhou', CACertificateId: exampleCaCertificateId };

const exampleAnswer = {
  CACertificateId: exampleCaCertificateId,
  CACertificateName: 'example-ca',
  ResourceGroupId: 'rg-default',
  CommonName: 'Example Root CA',
  Fingerprint: '10:f8:f6:70:d6:31:95:e8:df:69:16:c4:6b:6f:e6:1f:45:0d:f5:ac',
  CreateTime: '2026-01-02T03:04:05Z',
  CreateTimeStamp: 1_767_323_045_000,
  ExpireTime: '2046-11-19T05:38:51Z',
  ExpireTimeStamp: 2_426_218_731_000,
};

export const caCertificateActions = {
  UploadCACertificate: defineAction({
    name: 'UploadCACertificate',
    resource: 'certificate',
    summary: 'Keeps a CA certificate.',
    params: {
      RegionId: requiredRegionId(),
      CACertificate: caCertificateText(),
      CACertificateName: optionalName(),
      ResourceGroupId: resourceGroupId(),
      Tag: tagParams(),
    },
    result: caCertificateFields,
    errors: ['certificateFormatInvalid', 'certificateQuota', ...tagErrors],
    example: { given: [], request: uploadCaCertificate, response: exampleAnswer },
    source: 'API metadata 2024, UploadCACertificate',
    notes: ['Without the CA flag it is taken, too: Terraform’s own suite uploads such a one.'],
  }),

  DescribeCACertificates: defineAction({
    name: 'DescribeCACertificates',
    resource: 'certificate',
    summary: 'Lists CA certificates, never their text.',
    params: {
      RegionId: regionId(),
      CACertificateId: certificateIds(),
      ResourceGroupId: resourceGroupFilter(),
      Tag: tagFilter(),
    },
    result: {
      CACertificates: listField(
        'CACertificate',
        objectField({ RegionId: textField(), ...caCertificateFields, Tags: tagList() }),
      ),
    },
    errors: ['caCertificateOfOtherGroup', ...tagErrors],
    example: {
      given: givenCaCertificate,
      request: theExample,
      response: {
        CACertificates: {
          CACertificate: [{ RegionId: 'cn-hangzhou', ...exampleAnswer, Tags: { Tag: [] } }],
        },
      },
    },
    source: 'API metadata 2024, DescribeCACertificates',
    notes: ['Not paged. With several tags a certificate must have all of them.'],
  }),

  SetCACertificateName: defineAction({
    name: 'SetCACertificateName',
    resource: 'certificate',
    summary: 'Renames a CA certificate.',
    params: {
      RegionId: requiredRegionId(),
      CACertificateId: caCertificateId(),
      CACertificateName: newName(),
    },
    result: {},
    errors: ['caCertificateNotFound'],
    example: {
      given: givenCaCertificate,
      request: { ...theExample, CACertificateName: 'example-ca-2026' },
      response: {},
    },
    source: 'API metadata 2024, SetCACertificateName',
  }),

  DeleteCACertificate: defineAction({
    name: 'DeleteCACertificate',
    resource: 'certificate',
    summary: 'Deletes a CA certificate that no listener uses.',
    params: { RegionId: requiredRegionId(), CACertificateId: caCertificateId() },
    result: {},
    errors: ['caCertificateNotFound', 'certificateInUse'],
    example: { given: givenCaCertificate, request: theExample, response: {} },
    source: 'API metadata 2024, DeleteCACertificate; terraform-provider-alicloud',
  }),
} as const;
