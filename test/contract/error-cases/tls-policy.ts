import { testSettings } from '../../../src/actions/test-support.ts';
import { givenHttpsListener } from '../../../src/contract/http-listener-examples.ts';
import { givenTlsPolicy } from '../../../src/contract/tls-policy.ts';
import type { ErrorCase, ErrorCases } from './error-case.ts';

type Request = Readonly<Record<string, string>>;

const inRegion = { RegionId: 'cn-hangzhou' };
const thePolicy = { ...inRegion, TLSCipherPolicyId: 'tls-example' };
const aes = { 'TLSVersions.1': 'TLSv1.2', 'Ciphers.1': 'AES128-SHA256' };
const settings = { Name: 'secure', ...aes };

/** Errors of making and of changing one: `request` works with `settings`. */
function settingErrorCases(rest: Pick<ErrorCase, 'given'>, request: Request) {
  const withSettings = (changes: Request): ErrorCase => ({
    ...rest,
    request: { ...request, ...settings, ...changes },
  });
  return {
    tlsPolicyNameMissing: { ...rest, request: { ...request, ...aes } },
    tlsVersionsMissing: {
      ...rest,
      request: { ...request, Name: 'secure', 'Ciphers.1': 'AES128-SHA256' },
    },
    ciphersMissing: { ...rest, request: { ...request, Name: 'secure', 'TLSVersions.1': 'TLSv1.2' } },
    tlsVersionTwice: withSettings({ 'TLSVersions.2': 'TLSv1.2' }),
    tlsVersionUnknown: withSettings({ 'TLSVersions.1': 'SSLv3' }),
    cipherTwice: withSettings({ 'Ciphers.2': 'AES128-SHA256' }),
    cipherUnfit: withSettings({ 'TLSVersions.1': 'TLSv1.1' }),
    tls13CiphersMissing: withSettings({ 'TLSVersions.2': 'TLSv1.3' }),
  };
}

export const tlsPolicyErrorCases = {
  CreateTLSCipherPolicy: {
    ...settingErrorCases({}, inRegion),
    tlsPolicyQuota: {
      given: givenTlsPolicy,
      request: { ...inRegion, ...settings },
      settings: { quotas: { ...testSettings.quotas, tlsPolicies: 1 } },
    },
  },
  SetTLSCipherPolicyAttribute: {
    tlsPolicyIdMissing: { request: { ...inRegion, ...settings } },
    tlsPolicyNotFound: { request: { ...inRegion, ...settings, TLSCipherPolicyId: 'tls-nosuch' } },
    ...settingErrorCases({ given: givenTlsPolicy }, thePolicy),
    tlsPolicyUnchanged: {
      given: givenTlsPolicy,
      request: { ...givenTlsPolicy[0]?.request, ...thePolicy },
    },
  },
  DeleteTLSCipherPolicy: {
    tlsPolicyIdMissing: { request: inRegion },
    tlsPolicyNotFound: { given: givenTlsPolicy, request: { ...inRegion, TLSCipherPolicyId: 'tls-nosuch' } },
    tlsPolicyInUse: {
      given: [
        ...givenHttpsListener,
        ...givenTlsPolicy,
        {
          action: 'SetLoadBalancerHTTPSListenerAttribute',
          request: {
            ...inRegion,
            LoadBalancerId: 'lb-bp1example',
            ListenerPort: '443',
            TLSCipherPolicy: 'tls-example',
          },
        },
      ],
      request: thePolicy,
    },
  },
  ListTLSCipherPolicies: {
    queryTokenInvalid: { request: { ...inRegion, NextToken: 'page-2' } },
  },
} as const satisfies ErrorCases;
