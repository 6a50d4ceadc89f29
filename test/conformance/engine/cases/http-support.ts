/** What the cases of HTTP listeners share. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { PlannedHttpListener } from '../../../../src/domain/plan-types.ts';
import { eventually, pause } from '../../../support/eventually.ts';
import type { HttpBehaviour } from '../../../support/http-backend.ts';
import type { CaseContext } from '../case.ts';
import type { TcpClient } from '../clients.ts';
import { pool, target } from '../plans.ts';
import type { Endpoint, HttpSettings } from '../plans.ts';

export const megabyte = 1024 * 1024;
export const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

/** A listener in force with one server behind it. */
export async function serveHttp(
  { engine, plans }: CaseContext,
  server: Endpoint,
  settings?: HttpSettings,
): Promise<PlannedHttpListener> {
  const listener = await plans.httpListener(pool([target(server)]), settings);
  const applied = await engine.apply(plans.plan(listener));
  assert.deepEqual(applied.listeners, [{ key: listener.key }]);
  return listener;
}

/** Sends a text as it is and waits until what has come back fits. */
export async function talk(client: TcpClient, text: string, until: RegExp): Promise<string> {
  client.socket.write(text, 'latin1');
  return eventually(() => {
    const heard = client.received.toString('latin1');
    if (!until.test(heard)) throw new Error(`heard "${heard}", connection ${client.state}`);
    return heard;
  });
}

/** Values of a header as a server saw it, in order. */
export function seen(rawHeaders: readonly string[], name: string): readonly string[] {
  return rawHeaders.filter((_, n) => n % 2 === 1 && rawHeaders[n - 1]?.toLowerCase() === name);
}

export const echoBody: HttpBehaviour = (request, response) => {
  request.pipe(response);
};

/** What the kernel's buffers hold is taken; an engine that keeps what it cannot send takes everything. */
export async function settles(sent: () => number): Promise<number> {
  return eventually(async () => {
    const before = sent();
    await pause(150);
    assert.ok(before > 0 && sent() === before, 'still taking data');
    return before;
  }, 'transfer');
}
