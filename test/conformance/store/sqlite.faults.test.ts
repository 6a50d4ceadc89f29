/** What the SQLite store does when its file or its disk is not as it should be. */
import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { change, contents, eventually, expectFailure, keys, leased, text, together } from './case.ts';
import { Sandbox } from './sqlite-support.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await Sandbox.create();
});

afterEach(() => sandbox.clear());

/** A closed store with some content; returns its folder. */
async function filledFolder(): Promise<string> {
  const directory = await sandbox.folder();
  const store = await sandbox.open({ directory });
  await together(200, (index) => store.commit(change({ [`k/${index}`]: 'x'.repeat(500) })));
  await store.close();
  return directory;
}

async function overwrite(file: string, position: number, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.write(bytes, 0, bytes.length, position);
  } finally {
    await handle.close();
  }
}

describe('a damaged file is reported and not touched', () => {
  async function expectDamaged(directory: string): Promise<void> {
    const file = join(directory, 'store.db');
    const before = await readFile(file).catch(() => undefined);
    const failure: unknown = await sandbox.open({ directory }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'damaged', subject: file, retryable: false });
    expect(String(failure)).toMatch(/store\.db is damaged .* backup/);
    const after = await readFile(file).catch(() => undefined);
    expect(Buffer.compare(after ?? Buffer.alloc(0), before ?? Buffer.alloc(0))).toBe(0);
    // Nor is anything held: the remedy can be applied at once.
    await expectFailure(sandbox.open({ directory }), 'damaged');
  }

  it('when its header is overwritten', async () => {
    const directory = await filledFolder();
    await overwrite(join(directory, 'store.db'), 0, Buffer.alloc(100, 'garbage '));
    await expectDamaged(directory);
  });

  it('when a page in the middle is overwritten', async () => {
    const directory = await filledFolder();
    const file = join(directory, 'store.db');
    const pages = (await stat(file)).size / 4096;
    await overwrite(file, Math.floor(pages / 2) * 4096, Buffer.alloc(4096, 0xa5));
    await expectDamaged(directory);
  });

  it('when it is cut short', async () => {
    const directory = await filledFolder();
    await truncate(join(directory, 'store.db'), 4096 * 3);
    await expectDamaged(directory);
  });

  it('when it is not a database at all', async () => {
    const directory = await sandbox.folder();
    await mkdir(directory);
    await writeFile(join(directory, 'store.db'), 'these are the notes of the last meeting\n'.repeat(200));
    await expectDamaged(directory);
  });

  it('when it is the database of another program', async () => {
    const directory = await sandbox.folder();
    await mkdir(directory);
    const database = new DatabaseSync(join(directory, 'store.db'));
    database.exec('CREATE TABLE kv (key TEXT PRIMARY KEY, value BLOB)');
    database.close();
    await expectDamaged(directory);
  });

  it('when only the log of a database is left', async () => {
    const directory = await filledFolder();
    await rm(join(directory, 'store.db'));
    await writeFile(join(directory, 'store.db-wal'), Buffer.alloc(8192, 1));
    await expectDamaged(directory);
    expect((await stat(join(directory, 'store.db-wal'))).size).toBe(8192);
  });

  it('when a page is damaged under a log that was not yet written back', async () => {
    const directory = await filledFolder();
    const store = await sandbox.open({ directory });
    await store.commit(change({ late: 'x' }));
    // What a killed process leaves. Copied by another process: this one would lose its lock by closing the file.
    const copy = await sandbox.folder();
    execFileSync('cp', ['-r', directory, copy]);
    await store.close();
    const log = await readFile(join(copy, 'store.db-wal'));
    await overwrite(join(copy, 'store.db'), 4096 * 20, Buffer.alloc(4096 * 4, 0xa5));
    await expectDamaged(copy);
    expect(Buffer.compare(await readFile(join(copy, 'store.db-wal')), log)).toBe(0);
  });

  it('and when it is found only while reading', async () => {
    const directory = await sandbox.folder();
    const store = await sandbox.open({ directory });
    const value = 'x'.repeat(100_000);
    // Beyond the size that is checked when opening.
    await together(60, (index) =>
      store.commit(change({ [`k/${index + 100}`]: value, [`l/${index}`]: value })),
    );
    await store.close();
    const file = join(directory, 'store.db');
    expect((await stat(file)).size).toBeGreaterThan(8 * 1024 * 1024);
    const backup = join(directory, 'backup');
    await copyFile(file, backup);
    // The third page is the root of kv, the second table made.
    await overwrite(file, 2 * 4096, Buffer.alloc(4096, 0xa5));

    const damaged = await sandbox.open({ directory });
    await expectFailure(damaged.get('k/100'), 'damaged');
    await expectFailure(damaged.list('k/'), 'damaged');
    await expectFailure(damaged.commit(change({ 'k/100': 'y' })), 'damaged');
    await damaged.close();

    await copyFile(backup, file);
    expect(text((await (await sandbox.open({ directory })).get('k/100'))?.value)).toBe(value);
  });
});

describe('a full disk', () => {
  interface SmallDisk {
    readonly directory: string;
    open(): Promise<Store>;
    /** The store to go on with once there is space again. */
    makeSpace(store: Store): Promise<Store>;
  }

  /** A real file system of 3 MB with half of it taken. */
  async function smallFileSystem(): Promise<SmallDisk | undefined> {
    const directory = await sandbox.folder();
    await mkdir(directory);
    if (!sandbox.mountSmallDisk(directory, 3 * 1024 * 1024)) return undefined;
    const ballast = join(directory, 'ballast');
    await writeFile(ballast, Buffer.alloc(1_500_000));
    return {
      directory,
      open: () => sandbox.open({ directory }),
      makeSpace: async (store) => {
        await rm(ballast);
        return store;
      },
    };
  }

  /** The same by the store's own limit, which also works without the right to mount. */
  async function limitedStore(): Promise<SmallDisk> {
    const directory = await sandbox.folder();
    const maxBytes = 1024 * 1024;
    return {
      directory,
      open: () => sandbox.open({ directory, maxBytes }),
      makeSpace: async (store) => {
        await store.close();
        return sandbox.open({ directory, maxBytes: 10 * maxBytes });
      },
    };
  }

  const disks = { 'a small file system': smallFileSystem, 'its size limit': limitedStore };

  for (const [name, make] of Object.entries(disks)) {
    it(`fails the commits that do not fit and nothing else, on ${name}`, async () => {
      const disk = (await make()) ?? (await limitedStore());
      const store = await disk.open();
      const acknowledged: Record<string, string> = {};
      const value = 'x'.repeat(20_000);
      const failures: unknown[] = [];
      for (let round = 0; failures.length < 20; round++) {
        const results = await Promise.allSettled(
          Array.from({ length: 8 }, async (_, index) => {
            const pair = { [`k/${round}/${index}/a`]: value, [`k/${round}/${index}/b`]: value };
            await store.commit(change(pair));
            return pair;
          }),
        );
        for (const result of results) {
          if (result.status === 'fulfilled') Object.assign(acknowledged, result.value);
          else failures.push(result.reason);
        }
      }
      for (const failure of failures) {
        expect(failure).toMatchObject({ name: 'StoreError', code: 'disk-full', retryable: false });
      }
      expect(Object.keys(acknowledged).length).toBeGreaterThan(0);
      expect(await contents(store, '')).toEqual(acknowledged);
      const { revision } = await store.list('');
      expect(revision).toBe(Object.keys(acknowledged).length / 2);

      const roomy = await disk.makeSpace(store);
      expect(await roomy.commit(change({ after: 'x', big: value }))).toBe(revision + 1);
      await roomy.close();
      expect(await contents(await sandbox.open({ directory: disk.directory }), '')).toEqual({
        ...acknowledged,
        after: 'x',
        big: value,
      });
    });
  }

  it('lets small changes through beside one that is too large', async () => {
    const store = await (await limitedStore()).open();
    const results = await Promise.allSettled([
      store.commit(change({ small: 'x' })),
      store.commit(change({ large: 'x'.repeat(2 * 1024 * 1024), with: 'x' })),
      store.commit(change({ tiny: 'x' })),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await contents(store, '')).toEqual({ small: 'x', tiny: 'x' });
    expect((await store.list('')).revision).toBe(2);
  });

  it('delays the end of a lease until there is space', async () => {
    const disk = (await smallFileSystem()) ?? (await limitedStore());
    const store = await disk.open();
    const lease = await store.lease(60_000);
    const names = Array.from({ length: 40 }, (_, index) => `n/${'x'.repeat(200)}/${index}`);
    await store.commit(leased(lease.id, Object.fromEntries(names.map((name) => [name, 'x']))));
    const filler = 'x'.repeat(3_000);
    let fits = true;
    for (let round = 0; fits; round++) {
      fits = await store.commit(change({ [`k/${round}`]: filler })).then(
        () => true,
        () => false,
      );
    }
    await expectFailure(lease.revoke(), 'disk-full');
    expect((await keys(store, 'n/')).length).toBe(40);
    const roomy = await disk.makeSpace(store);
    await eventually(async () => expect(await keys(roomy, 'n/')).toEqual([]));
  });
});

describe('a folder that cannot be written', () => {
  /** Makes the folder read-only, by mount where this user is not stopped by modes. */
  async function readOnly(directory: string): Promise<void> {
    const isRoot = process.getuid?.() === 0;
    if (isRoot) execFileSync('mount', ['-o', 'remount,ro', directory]);
    else await chmod(directory, 0o500);
  }

  async function writableFolder(): Promise<string> {
    const directory = await sandbox.folder();
    await mkdir(directory);
    sandbox.mountSmallDisk(directory, 3 * 1024 * 1024);
    return directory;
  }

  it('is reported when the store is there', async () => {
    const directory = await writableFolder();
    await (await sandbox.open({ directory })).close();
    await readOnly(directory);
    const failure: unknown = await sandbox.open({ directory }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'read-only', retryable: false });
    expect(String(failure)).toContain(directory);
  });

  it('is reported when the store would be created in it, or below it', async () => {
    const directory = await writableFolder();
    await readOnly(directory);
    await expectFailure(sandbox.open({ directory }), 'read-only');
    await expectFailure(sandbox.open({ directory: join(directory, 'below') }), 'read-only');
  });

  it('and a path that is a file is an io error', async () => {
    const directory = await sandbox.folder();
    await writeFile(directory, 'a file');
    await expectFailure(sandbox.open({ directory }), 'io');
  });
});
