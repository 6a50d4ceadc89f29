/** Certificates and TLS policies that listeners and domain extensions name; those of another region do not exist. */
import { ApiError } from '../contract/api-error.ts';
import type { ErrorId } from '../contract/errors.ts';
import { keys } from '../domain/keys.ts';
import type { LoadBalancer } from '../domain/resources.ts';
import type { ActionContext } from './context.ts';

const BUILT_IN_POLICIES: readonly string[] = [
  'tls_cipher_policy_1_0',
  'tls_cipher_policy_1_1',
  'tls_cipher_policy_1_2',
  'tls_cipher_policy_1_2_strict',
  'tls_cipher_policy_1_2_strict_with_1_3',
];

/** Throws `absent`, or `certificateKindMismatch` for the id of a CA certificate. */
export async function requireServerCertificate(
  { tx }: ActionContext,
  id: string,
  { regionId }: LoadBalancer,
  absent: ErrorId = 'listenerCertificateNotFound',
): Promise<void> {
  if ((await tx.get('serverCertificates', keys.serverCertificate(id)))?.regionId === regionId) return;
  const otherKind = await tx.get('caCertificates', keys.caCertificate(id));
  throw notFound(id, otherKind?.regionId === regionId ? 'CA' : undefined, absent);
}

/** Throws `listenerCertificateNotFound`, or `certificateKindMismatch` for the id of a server certificate. */
export async function requireCaCertificate(
  { tx }: ActionContext,
  id: string,
  { regionId }: LoadBalancer,
): Promise<void> {
  if ((await tx.get('caCertificates', keys.caCertificate(id)))?.regionId === regionId) return;
  const otherKind = await tx.get('serverCertificates', keys.serverCertificate(id));
  const kind = otherKind?.regionId === regionId ? 'server' : undefined;
  throw notFound(id, kind, 'listenerCertificateNotFound');
}

/** Throws `tlsPolicyNotFound`. */
export async function requireTlsPolicy(
  { tx }: ActionContext,
  policy: string,
  { regionId }: LoadBalancer,
): Promise<void> {
  if (BUILT_IN_POLICIES.includes(policy)) return;
  if ((await tx.get('tlsPolicies', keys.tlsPolicy(policy)))?.regionId === regionId) return;
  throw new ApiError('tlsPolicyNotFound');
}

function notFound(id: string, otherKind: string | undefined, absent: ErrorId): ApiError {
  if (otherKind === undefined) return new ApiError(absent, { id });
  return new ApiError('certificateKindMismatch', { id, kind: otherKind });
}
