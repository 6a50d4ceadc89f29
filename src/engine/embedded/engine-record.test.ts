import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSocketPath, readRecord, removeRecord, writeRecord } from './engine-record.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hotspare-record-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe('the note of the engine in charge', () => {
  it('is read as it was written, and gone when removed', async () => {
    const record = { socket: '/run/engine.sock', pid: 7, predecessors: ['/run/old.sock'] };
    await writeRecord(directory, record);
    expect(await readRecord(directory)).toEqual(record);
    await removeRecord(directory);
    await removeRecord(directory);
    expect(await readRecord(directory)).toBeUndefined();
  });

  it.each(['', '{', 'null', '[]', '{"socket":7,"pid":7}', '{"socket":"/x","pid":7,"predecessors":"none"}'])(
    'that is spoilt (%j) is none',
    async (text) => {
      await writeFile(join(directory, 'engine.json'), text);
      expect(await readRecord(directory)).toBeUndefined();
    },
  );
});

describe('the control socket', () => {
  it('lives in the data directory, which is made private', async () => {
    const inside = join(directory, 'data');
    const path = await newSocketPath(inside);
    expect(dirname(path)).toBe(inside);
    expect((await stat(inside)).mode & 0o777).toBe(0o700);
    expect(await newSocketPath(inside)).not.toBe(path);
  });

  it('has a short path of its own where the data directory is too deep for a socket', async () => {
    const deep = join(directory, 'd'.repeat(60), 'e'.repeat(60));
    const path = await newSocketPath(deep);
    try {
      expect(Buffer.byteLength(path)).toBeLessThanOrEqual(100);
      expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
      expect(dirname(await newSocketPath(deep))).toBe(dirname(path));
    } finally {
      await rm(dirname(path), { recursive: true, force: true });
    }
  });

  it('is not put into a directory that somebody else may have laid out', async () => {
    const deep = join(directory, 'f'.repeat(60), 'g'.repeat(60));
    const short = dirname(await newSocketPath(deep));
    await rm(short, { recursive: true });
    await symlink(directory, short);
    try {
      await expect(newSocketPath(deep)).rejects.toMatchObject({ name: 'EngineError', code: 'start-failed' });
    } finally {
      await rm(short, { force: true });
    }
  });
});
