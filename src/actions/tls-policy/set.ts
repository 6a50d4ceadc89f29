import { ApiError } from '../../contract/api-error.ts';
import { keys } from '../../domain/keys.ts';
import type { TlsPolicy } from '../../domain/tls-policies.ts';
import type { ActionHandler } from '../context.ts';
import { findTlsPolicy } from './find.ts';
import { settingsFromWire } from './settings.ts';

export const setTLSCipherPolicyAttribute: ActionHandler<'SetTLSCipherPolicyAttribute'> = async (
  params,
  context,
) => {
  const before = await findTlsPolicy(context, params);
  const after: TlsPolicy = { ...before, ...settingsFromWire(params) };
  if (
    after.name === before.name &&
    sameTexts(after.tlsVersions, before.tlsVersions) &&
    sameTexts(after.ciphers, before.ciphers)
  ) {
    throw new ApiError('tlsPolicyUnchanged');
  }
  context.tx.put('tlsPolicies', keys.tlsPolicy(before.id), after);
  return {};
};

/** Another order is another setting: it is the order of preference. */
function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
