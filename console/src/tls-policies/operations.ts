import type { Answer } from '../api/use-call.ts';
import { numbered, type Operation, typedName } from '../resources/operation.ts';
import { words } from '../resources/words.ts';

export type TlsPolicy = Answer<'ListTLSCipherPolicies'>['TLSCipherPolicies'][number];

/** What Mozilla calls intermediate, for certificates of either kind. */
const usual = {
  ...numbered('TLSVersions', ['TLSv1.2', 'TLSv1.3']),
  ...numbered('Ciphers', [
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
  ]),
};

export const createTlsPolicy: readonly Operation<null>[] = [
  {
    kind: 'form',
    action: 'CreateTLSCipherPolicy',
    label: { en: 'Create policy', zh: '创建 TLS 安全策略' },
    fixed: () => ({}),
    initial: () => usual,
  },
];

export const tlsPolicyName = ({ Name, InstanceId }: TlsPolicy): string => typedName(Name, InstanceId);

export const tlsPolicyOperations: readonly Operation<TlsPolicy>[] = [
  {
    kind: 'form',
    action: 'SetTLSCipherPolicyAttribute',
    label: words.edit,
    fixed: ({ InstanceId }) => ({ TLSCipherPolicyId: InstanceId }),
    initial: ({ Name, TLSVersions, Ciphers }) => ({
      Name,
      ...numbered('TLSVersions', TLSVersions),
      ...numbered('Ciphers', Ciphers),
    }),
  },
  {
    kind: 'delete',
    action: 'DeleteTLSCipherPolicy',
    label: words.delete,
    fixed: ({ InstanceId }) => ({ TLSCipherPolicyId: InstanceId }),
  },
];
