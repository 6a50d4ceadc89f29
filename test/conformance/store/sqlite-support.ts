/** Data folders for the tests of the SQLite store: made for one test, and gone with it. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import type { SqliteStoreOptions } from '../../../src/store/sqlite/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { buildStoreWorker } from '../../support/build-worker.ts';

export class Sandbox {
  readonly #workerUrl: URL;
  readonly #stores: Store[] = [];
  readonly #folders: string[] = [];
  readonly #undo: (() => void)[] = [];

  private constructor(workerUrl: URL) {
    this.#workerUrl = workerUrl;
  }

  static async create(): Promise<Sandbox> {
    return new Sandbox(await buildStoreWorker());
  }

  /** A data folder that does not exist yet. */
  async folder(): Promise<string> {
    const parent = await mkdtemp(join(tmpdir(), 'hotspare-store-'));
    this.#folders.push(parent);
    return join(parent, 'data');
  }

  /** Opens the store in a folder, by default a new one. */
  async open(options: Partial<Omit<SqliteStoreOptions, 'workerUrl'>> = {}): Promise<Store> {
    const directory = options.directory ?? (await this.folder());
    const store = await openSqliteStore({ ...options, directory, workerUrl: this.#workerUrl });
    this.#stores.push(store);
    return store;
  }

  /** Mounts a small file system on the folder; returns false when this user may not. */
  mountSmallDisk(folder: string, bytes: number): boolean {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'pipe' });
    } catch {
      return false;
    }
    this.#undo.push(() => execFileSync('umount', [folder], { stdio: 'pipe' }));
    return true;
  }

  /** Closes what is still open and removes everything. */
  async clear(): Promise<void> {
    await Promise.allSettled(this.#stores.splice(0).map((store) => store.close()));
    for (const undo of this.#undo.splice(0).reverse()) undo();
    await Promise.all(this.#folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
  }
}
