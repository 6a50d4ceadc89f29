import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../lib/clock.ts';
import type { EngineEvidence } from '../engine.ts';
import { ControlClient } from './control-client.ts';
import { decodeRequest, encodeMessage } from './control-protocol.ts';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const each of undo.splice(0)) each();
});

const evidence: EngineEvidence = {
  kind: 'first-served',
  key: 'lb-1/tcp/80',
  targetId: 'a',
  epoch: 9,
  atMs: 1,
};

/** Answers hello and, in the same breath, tells what nobody has heard yet. */
async function tellingEngine(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hotspare-control-'));
  const path = join(folder, 's');
  const server: Server = createServer((socket) => {
    socket.on('data', (line) => {
      const { id } = decodeRequest(line.toString().trim());
      const result = { compatible: true, pid: 1, revision: 0 };
      socket.write(
        encodeMessage({ kind: 'result', id, result }) + encodeMessage({ kind: 'evidence', evidence }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  undo.push(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  return path;
}

test('what an engine tells together with its first answer waits for whoever listens', async () => {
  const client = await ControlClient.open(await tellingEngine(), systemClock);
  undo.push(() => client.close());
  await client.request('hello', { protocol: 1, build: 'b' }, 5_000);
  const heard: EngineEvidence[] = [];
  client.listen({ evidence: (each) => heard.push(each), ended: () => undefined });
  expect(heard).toEqual([evidence]);
});
