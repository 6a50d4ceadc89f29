import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { builtInTlsPolicy } from '../../../domain/tls-policies.ts';
import { Authority } from '../../../../test/support/certificates.ts';
import { openTlsDoor } from './tls-door.ts';

it('a client that begins a handshake and says nothing more is let go', async () => {
  const door = openTlsDoor(
    {
      certificate: await (await Authority.make('Test')).sign('main.example.com'),
      domains: [],
      clientCaPem: null,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      ciphers: builtInTlsPolicy('tls_cipher_policy_1_2')?.ciphers ?? [],
      http2: false,
    },
    Buffer.alloc(48),
    () => undefined,
    { handshakeTimeoutMs: 50 },
  );
  const server = createServer(door).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as { port: number }).port, '127.0.0.1');
  client.on('error', () => undefined);
  client.write(Buffer.from([0x16, 3, 1]));
  await once(client, 'close');
  server.close();
  expect(client.destroyed).toBe(true);
});
