import { afterEach, expect, it } from 'vitest';
import { Cleanup } from '../../test/support/cleanup.ts';
import { eventually } from '../../test/support/eventually.ts';
import { MemoryStore } from './memory/store.ts';
import { openMirror } from './mirror.ts';
import type { Batch, Store } from './store.ts';
import { StoreError } from './store.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

const put = (store: Store, key: string, text: string) =>
  store.commit({ preconditions: [], writes: [{ kind: 'put', key, value: new TextEncoder().encode(text) }] });
const texts = async (store: Store, prefix: string) =>
  (await store.list(prefix)).entries.map(({ key, value }) => [key, new TextDecoder().decode(value)]);

/** A store that counts reads, and whose watches can be cut off as too far behind. */
class Watched extends MemoryStore {
  reads = 0;
  /** From here on watches get nothing; then they end. */
  cutOff = false;
  #cut: () => void = () => undefined;

  override get(key: string) {
    this.reads += 1;
    return super.get(key);
  }

  override list(prefix: string) {
    this.reads += 1;
    return super.list(prefix);
  }

  override async *watch(prefix: string, after: number, signal: AbortSignal): AsyncGenerator<Batch, void> {
    for await (const batch of super.watch(prefix, after, signal)) {
      if (this.cutOff) {
        await new Promise<void>((resolve) => (this.#cut = resolve));
        throw new StoreError('compacted', 'too far behind');
      }
      yield batch;
    }
  }

  resume(): void {
    this.cutOff = false;
    this.#cut();
  }
}

it('answers what lies under its prefixes without asking, and asks for the rest', async () => {
  const behind = new Watched();
  await put(behind, 'a/1', 'one');
  const mirror = cleanup.add(await openMirror(behind, ['a/']));
  await put(mirror, 'a/2', 'two');
  behind.reads = 0;
  expect(await texts(mirror, 'a/')).toEqual([
    ['a/1', 'one'],
    ['a/2', 'two'],
  ]);
  expect((await mirror.get('a/2'))?.revision).toBe(2);
  expect(await mirror.get('a/3')).toBeUndefined();
  expect(behind.reads).toBe(0);
  await put(mirror, 'b/1', 'elsewhere');
  expect(await texts(mirror, 'b/')).toEqual([['b/1', 'elsewhere']]);
  expect(behind.reads).toBe(1);
});

it('sees what others write to the store behind', async () => {
  const behind = new MemoryStore();
  const mirror = cleanup.add(await openMirror(behind, ['a/']));
  await put(behind, 'a/1', 'theirs');
  await eventually(async () => expect(await texts(mirror, 'a/')).toEqual([['a/1', 'theirs']]));
});

it('reads everything anew when what it missed is no longer kept, and commits wait for that', async () => {
  const behind = new Watched();
  await put(behind, 'a/1', 'one');
  const mirror = cleanup.add(await openMirror(behind, ['a/']));
  behind.cutOff = true;
  await behind.commit({ preconditions: [], writes: [{ kind: 'delete', key: 'a/1' }] });
  const committed = put(mirror, 'a/2', 'two');
  await eventually(async () => expect(await behind.get('a/2')).toBeDefined());
  expect(await texts(mirror, 'a/')).toEqual([['a/1', 'one']]);
  behind.resume();
  await committed;
  expect(await texts(mirror, 'a/')).toEqual([['a/2', 'two']]);
});

it('refuses reads once it no longer follows', async () => {
  const mirror = await openMirror(new MemoryStore(), ['a/']);
  await mirror.close();
  await expect(mirror.get('a/1')).rejects.toMatchObject({ code: 'closed' });
  await expect(mirror.list('a/')).rejects.toMatchObject({ code: 'closed' });
});
