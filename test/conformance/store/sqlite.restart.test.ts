/** What only a store that outlives its process can show: restarts, its lock, and who may read its files. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/registry.ts';
import { buildStoreWorker, bundle } from '../../support/build-worker.ts';
import { change, contents, expectFailure, keys, leased, readable, take, together } from './case.ts';
import { Sandbox } from './sqlite-support.ts';

describe('sqlite store over restarts', () => {
  let sandbox: Sandbox;
  let child: ChildProcess | undefined;

  beforeAll(async () => {
    sandbox = await Sandbox.create();
  });

  afterEach(async () => {
    child?.kill('SIGKILL');
    child = undefined;
    await sandbox.clear();
  });

  /** A process of its own that has the store open and writes to it. */
  async function startWriter(directory: string): Promise<ChildProcess> {
    const program = fileURLToPath(await bundle('test/support/store-crash-writer.ts', 'store-crash-writer'));
    const workerUrl = await buildStoreWorker();
    const writer = spawn(process.execPath, [program, directory, workerUrl.href], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = writer;
    await once(writer.stdout, 'data');
    writer.stdout.resume();
    return writer;
  }

  it('keeps everything, continues its revisions, and still serves the past', async () => {
    const directory = await sandbox.folder();
    const first = await sandbox.open({ directory });
    await together(300, (index) => first.commit(change({ [`k/${index % 50}`]: `${index}` })));
    await first.commit(change({ 'k/0': null }));
    const before = await first.list('');
    await first.close();

    const second = await sandbox.open({ directory });
    expect(await second.list('')).toEqual(before);
    expect(await second.commit(change({ a: '1' }))).toBe(302);
    const batches = await take(second, '', 0, 302);
    expect(batches.map((batch) => batch.revision)).toEqual(
      Array.from({ length: 302 }, (_, index) => index + 1),
    );
    expect(batches.slice(-2).map(readable)).toEqual([
      { revision: 301, puts: {}, deletes: ['k/0'] },
      { revision: 302, puts: { a: '1' }, deletes: [] },
    ]);
  });

  it('continues its revisions when everything was deleted and the past is gone, wherever it stopped', async () => {
    const directory = await sandbox.folder();
    let store = await sandbox.open({ directory, keepRevisions: 1 });
    // Old revisions are deleted in lots of 256.
    for (let revision = 1; revision <= 260; revision++) {
      await store.commit(change({ a: revision % 2 === 0 ? null : 'x' }));
      if (revision < 254) continue;
      await store.close();
      store = await sandbox.open({ directory, keepRevisions: 1 });
      expect((await store.list('')).revision).toBe(revision);
      expect((await take(store, '', revision - 1, 1)).map((batch) => batch.revision)).toEqual([revision]);
      await expectFailure(take(store, '', revision - 2, 1), 'compacted');
    }
  });

  it('expires the leases of an earlier process when it opens, one commit each', async () => {
    const directory = await sandbox.folder();
    const first = await sandbox.open({ directory });
    for (const name of ['one', 'two']) {
      const lease = await first.lease(60_000);
      await first.commit(leased(lease.id, { [`${name}/a`]: 'x', [`${name}/b`]: 'x' }));
    }
    await first.commit(change({ free: 'x' }));
    await first.close();

    const second = await sandbox.open({ directory });
    expect(await keys(second, '')).toEqual(['free']);
    const deletes = (await take(second, '', 3, 2)).map((batch) => batch.deletes);
    expect(deletes.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))).toEqual([
      ['one/a', 'one/b'],
      ['two/a', 'two/b'],
    ]);
    expect((await second.list('')).revision).toBe(5);
  });

  it('opens the same folder again and again without leaving anything open', async () => {
    const directory = await sandbox.folder();
    for (let round = 1; round <= 20; round++) {
      const store = await sandbox.open({ directory });
      expect(await store.commit(change({ a: `${round}` }))).toBe(round);
      await store.close();
      // An orderly end leaves no log to recover.
      await expect(stat(join(directory, 'store.db-wal'))).rejects.toMatchObject({ code: 'ENOENT' });
    }
  });

  it('creates its folder and files for its own user only', async () => {
    const directory = join(await sandbox.folder(), 'deeper', 'still');
    const store = await sandbox.open({ directory });
    await store.commit(change({ a: '1' }));
    const modes = await Promise.all(
      ['', 'store.db', 'store.db-wal'].map(async (name) => (await stat(join(directory, name))).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });

  it('is locked for a second opening in this process, until it is closed', async () => {
    const directory = await sandbox.folder();
    const first = await sandbox.open({ directory });
    await first.commit(change({ a: '1' }));
    await expectFailure(sandbox.open({ directory }), 'locked');
    // The failed attempt must not have taken the lock away with it.
    await expectFailure(sandbox.open({ directory }), 'locked');
    expect(await first.commit(change({ a: '2' }))).toBe(2);
    await first.close();
    expect(await contents(await sandbox.open({ directory }), '')).toEqual({ a: '2' });
  });

  it('is locked while another process has it, says what to do, and is free once that was killed', async () => {
    const directory = await sandbox.folder();
    const writer = await startWriter(directory);
    const failure: unknown = await sandbox.open({ directory }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'locked', retryable: true, subject: join(directory, 'store.db') });
    expect(String(failure)).toMatch(
      /store\.db is in use by another process\. Stop that one .* or choose another/,
    );

    writer.kill('SIGKILL');
    await once(writer, 'exit');
    const store = await sandbox.open({ directory });
    expect((await keys(store, 'slot/')).length).toBeGreaterThan(0);
  });

  it('refuses a file of a newer schema and leaves it alone', async () => {
    const directory = await sandbox.folder();
    await (await sandbox.open({ directory })).close();
    const file = join(directory, 'store.db');
    const database = new DatabaseSync(file);
    database.exec("UPDATE meta SET value = 2 WHERE name = 'schema'");
    database.close();
    const failure: unknown = await sandbox.open({ directory }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'newer-schema', subject: file, retryable: false });
    expect(String(failure)).toContain('schema 2, this one reads up to 1');
  });

  it('is reached through the registry, by any spelling of its address', async () => {
    const directory = await sandbox.folder();
    const workerUrl = await buildStoreWorker();
    for (const [round, address] of [`sqlite:${directory}`, `sqlite://${directory}`].entries()) {
      const store = await openStore(address, { workerUrl });
      try {
        expect(await store.commit(change({ a: 'x' }))).toBe(round + 1);
      } finally {
        await store.close();
      }
    }
  });

  it('rejects with io when its thread cannot be started', async () => {
    const directory = await sandbox.folder();
    await mkdir(directory, { recursive: true });
    const workerUrl = new URL('no-such-thread.mjs', await buildStoreWorker());
    await expectFailure(openStore(`sqlite:${directory}`, { workerUrl }), 'io');
  });
});
