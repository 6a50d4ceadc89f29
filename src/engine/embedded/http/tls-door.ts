/**
 * TLS of an HTTPS listener as one plan has it: certificates by the name asked for, client certificates, versions,
 * ciphers, HTTP/2. A new plan makes a new door; who has come through the old one goes on.
 */
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { createSecureContext, createServer } from 'node:tls';
import type { SecureContext, SecureVersion, Server, TLSSocket } from 'node:tls';
import type { PlannedCertificate, PlannedTls } from '../../../domain/plan-types.ts';
import { fitsDomain } from '../../../domain/rule-match.ts';
import type { TlsVersion } from '../../../domain/tls-policies.ts';

/** Source: FAQ on HTTPS. */
const ticketLifeSeconds = 300;

const versions: Readonly<Record<TlsVersion, SecureVersion>> = {
  'TLSv1.0': 'TLSv1',
  'TLSv1.1': 'TLSv1.1',
  'TLSv1.2': 'TLSv1.2',
  'TLSv1.3': 'TLSv1.3',
};

/** `http2`: what both have agreed to speak. */
export type Entered = (socket: TLSSocket, http2: boolean) => void;

/** Throws what OpenSSL has against certificates, keys or ciphers. `ticketKeys`: 48 bytes, the same for all doors. */
export function openTlsDoor(
  planned: PlannedTls,
  ticketKeys: Buffer,
  entered: Entered,
  { handshakeTimeoutMs = 20_000 } = {},
): (socket: Socket) => void {
  const named = planned.domains.map(({ domain, certificate }) => ({
    domain,
    context: createSecureContext(contextOptionsOf(planned, certificate)),
  }));
  const server: Server = createServer({
    ...contextOptionsOf(planned, planned.certificate),
    ticketKeys,
    sessionTimeout: ticketLifeSeconds,
    handshakeTimeout: handshakeTimeoutMs,
    requestCert: planned.clientCaPem !== null,
    rejectUnauthorized: planned.clientCaPem !== null,
    SNICallback: (name, found) => found(null, contextFor(named, name.toLowerCase())),
    ALPNCallback: ({ protocols }) =>
      (planned.http2 ? ['h2', 'http/1.1'] : ['http/1.1']).find((each) => protocols.includes(each)),
  });
  server.on('secureConnection', (socket) => entered(socket, socket.alpnProtocol === 'h2'));
  // Of a handshake that takes too long Node only tells.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return (socket) => void server.emit('connection', socket);
}

type Named = readonly { readonly domain: string; readonly context: SecureContext }[];

/** Exact names before wildcards, the longest wildcard first; undefined: the main certificate. */
function contextFor(named: Named, name: string): SecureContext | undefined {
  const fitting = named.filter(({ domain }) => fitsDomain(domain, name));
  const exact = fitting.find(({ domain }) => domain === name);
  return (exact ?? fitting.toSorted((a, b) => b.domain.length - a.domain.length)[0])?.context;
}

function contextOptionsOf(planned: PlannedTls, { certificatePem, keyPem }: PlannedCertificate) {
  const { clientCaPem, minVersion, maxVersion, ciphers } = planned;
  // Older versions sign with SHA-1, which OpenSSL refuses above level 0; level 1 still takes keys of 1024 bits.
  const isOld = minVersion === 'TLSv1.0' || minVersion === 'TLSv1.1';
  return {
    cert: certificatePem,
    key: keyPem,
    minVersion: versions[minVersion],
    maxVersion: versions[maxVersion],
    ciphers: cipherText(ciphers, isOld ? 0 : 1),
    honorCipherOrder: true,
    // A session is not resumed where other client certificates are demanded than those that began it.
    sessionIdContext: createHash('sha256')
      .update(clientCaPem ?? '')
      .digest('hex')
      .slice(0, 32),
    ...(clientCaPem !== null && { ca: clientCaPem }),
  };
}

/** The level concerns the ciphers of TLS 1.2 and before; alone it would be a list without any. */
function cipherText(ciphers: readonly string[], level: number): string {
  const only13 = ciphers.every((cipher) => cipher.startsWith('TLS_'));
  return [...ciphers, ...(only13 ? [] : [`@SECLEVEL=${level}`])].join(':');
}
