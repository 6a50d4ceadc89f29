/** TLS policies of one's own: which protocol versions and cipher suites an HTTPS listener speaks. */
import { regionId, requiredRegionId } from './common.ts';
import { defineAction, type ExampleCall } from './define.ts';
import type { ErrorId } from './errors.ts';
import { flag, integer, numberedList, text } from './params.ts';
import { flagField, integerField, objectField, optional, plainListField, textField } from './result.ts';

const policyId = () =>
  text({
    summary: 'Id of the TLS policy.',
    maxLength: 64,
    sample: 'tls-example',
    absent: 'tlsPolicyIdMissing',
  });

const name = (maxLength: number) =>
  text({ minLength: 2, maxLength, summary: 'Name; need not be unique.', absent: 'tlsPolicyNameMissing' });

const versionsAndCiphers = {
  TLSVersions: numberedList({
    required: true,
    maxItems: 4,
    absent: 'tlsVersionsMissing',
    summary: 'TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3.',
  }),
  Ciphers: numberedList({
    required: true,
    maxItems: 32,
    absent: 'ciphersMissing',
    summary: 'Names as in OpenSSL. Each fits at least one of the versions; TLSv1.3 needs one of its own.',
  }),
};

const versionAndCipherErrors = [
  'tlsPolicyNameMissing',
  'tlsVersionsMissing',
  'ciphersMissing',
  'tlsVersionTwice',
  'tlsVersionUnknown',
  'cipherTwice',
  'cipherUnfit',
  'tls13CiphersMissing',
] as const satisfies readonly ErrorId[];

const exampleSettings = {
  'TLSVersions.1': 'TLSv1.2',
  'TLSVersions.2': 'TLSv1.3',
  'Ciphers.1': 'ECDHE-ECDSA-AES128-GCM-SHA256',
  'Ciphers.2': 'TLS_AES_128_GCM_SHA256',
};
const exampleRequest = { RegionId: 'cn-hangzhou', Name: 'modern', ...exampleSettings };

export const givenTlsPolicy: readonly ExampleCall[] = [
  {
    action: 'CreateTLSCipherPolicy',
    request: exampleRequest,
    binds: { TLSCipherPolicyId: 'tls-example' },
  },
];

export const tlsPolicyActions = {
  CreateTLSCipherPolicy: defineAction({
    name: 'CreateTLSCipherPolicy',
    resource: 'tls-policy',
    summary: 'Makes a TLS policy of one’s own.',
    params: { RegionId: requiredRegionId(), Name: name(200), ...versionsAndCiphers },
    result: { TLSCipherPolicyId: textField('tls-…') },
    errors: [...versionAndCipherErrors, 'tlsPolicyQuota'],
    example: { given: [], request: exampleRequest, response: { TLSCipherPolicyId: 'tls-example' } },
    source: 'API metadata 2024, CreateTLSCipherPolicy',
    notes: ['Versions and cipher suites keep their order: Terraform compares them in order.'],
  }),

  SetTLSCipherPolicyAttribute: defineAction({
    name: 'SetTLSCipherPolicyAttribute',
    resource: 'tls-policy',
    summary: 'Changes a TLS policy and so the listeners that use it.',
    params: {
      RegionId: requiredRegionId(),
      TLSCipherPolicyId: policyId(),
      Name: name(128),
      ...versionsAndCiphers,
    },
    result: {},
    errors: ['tlsPolicyIdMissing', 'tlsPolicyNotFound', ...versionAndCipherErrors, 'tlsPolicyUnchanged'],
    example: {
      given: givenTlsPolicy,
      request: { ...exampleRequest, TLSCipherPolicyId: 'tls-example', Name: 'modern-only' },
      response: {},
    },
    source: 'API metadata 2024, SetTLSCipherPolicyAttribute',
    notes: ['A policy in use may be changed: connections that are made afterwards go by it.'],
  }),

  DeleteTLSCipherPolicy: defineAction({
    name: 'DeleteTLSCipherPolicy',
    resource: 'tls-policy',
    summary: 'Deletes a TLS policy that no listener uses.',
    params: { RegionId: requiredRegionId(), TLSCipherPolicyId: policyId() },
    result: {},
    errors: ['tlsPolicyIdMissing', 'tlsPolicyNotFound', 'tlsPolicyInUse'],
    example: {
      given: givenTlsPolicy,
      request: { RegionId: 'cn-hangzhou', TLSCipherPolicyId: 'tls-example' },
      response: {},
    },
    source: 'API metadata 2024, DeleteTLSCipherPolicy',
  }),

  ListTLSCipherPolicies: defineAction({
    name: 'ListTLSCipherPolicies',
    resource: 'tls-policy',
    summary: 'Lists TLS policies of one’s own.',
    params: {
      RegionId: regionId(),
      TLSCipherPolicyId: text({
        optional: true,
        maxLength: 64,
        summary: 'Only this one; an unknown id gives an empty list.',
      }),
      Name: text({ optional: true, minLength: 2, maxLength: 128, summary: 'Only those of this name.' }),
      IncludeListener: flag({ default: false, summary: 'Name the listeners that use each policy.' }),
      MaxItems: integer({ min: 1, max: 100, default: 20, summary: 'Most policies in one answer.' }),
      NextToken: text({ optional: true, maxLength: 256, summary: 'From the answer before.' }),
    },
    result: {
      TLSCipherPolicies: plainListField(
        objectField({
          InstanceId: textField('Id of the policy.'),
          Name: textField(),
          Status: textField('Always normal: a change is complete when it is answered.'),
          TLSVersions: plainListField(textField(), 'In the order given.'),
          Ciphers: plainListField(textField(), 'In the order given.'),
          CreateTime: integerField('Milliseconds since 1970.'),
          RelateListeners: optional(
            plainListField(
              objectField({
                LoadBalancerId: textField(),
                Port: integerField(),
                Protocol: textField('HTTPS.'),
              }),
              'With IncludeListener.',
            ),
          ),
        }),
      ),
      TotalCount: integerField('Of all pages.'),
      IsTruncated: flagField('True when more follow.'),
      NextToken: optional(textField('Absent on the last page.')),
    },
    errors: ['queryTokenInvalid'],
    example: {
      given: givenTlsPolicy,
      request: { RegionId: 'cn-hangzhou', TLSCipherPolicyId: 'tls-example', IncludeListener: 'true' },
      response: {
        TLSCipherPolicies: [
          {
            InstanceId: 'tls-example',
            Name: 'modern',
            Status: 'normal',
            TLSVersions: ['TLSv1.2', 'TLSv1.3'],
            Ciphers: ['ECDHE-ECDSA-AES128-GCM-SHA256', 'TLS_AES_128_GCM_SHA256'],
            CreateTime: 1_767_323_045_000,
            RelateListeners: [],
          },
        ],
        TotalCount: 1,
        IsTruncated: false,
      },
    },
    source: 'API metadata 2024, ListTLSCipherPolicies',
    notes: [
      'The list is plain, without a wrapper.',
      'The published words on IsTruncated contradict its name; here it means what the name says.',
    ],
  }),
} as const;
