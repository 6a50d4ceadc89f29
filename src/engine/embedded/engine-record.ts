/**
 * The note in the data directory that says which engine process is in charge, so that the next control process finds
 * it; and where control sockets are put.
 */
import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EngineError } from '../engine.ts';

export interface EngineRecord {
  /** Control socket of the engine in charge. */
  readonly socket: string;
  readonly pid: number;
  /** Sockets of engines that are to be retired; noted first, so that none is forgotten in a crash. */
  readonly predecessors: readonly string[];
}

/** sockaddr_un holds 108 bytes on Linux and 104 elsewhere, the closing zero included. */
const maxSocketPathBytes = 100;

/** Undefined when there is none, or nothing that can be read as one: then no engine is known. */
export async function readRecord(directory: string): Promise<EngineRecord | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(recordPath(directory), 'utf8'));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('socket' in value) || !('pid' in value))
    return undefined;
  const { socket, pid } = value;
  const listed: unknown = 'predecessors' in value ? value.predecessors : [];
  if (typeof socket !== 'string' || typeof pid !== 'number' || !Array.isArray(listed)) return undefined;
  return { socket, pid, predecessors: listed.filter((path) => typeof path === 'string') };
}

/** Replaces the note as a whole: a reader sees the old one or the new one. */
export async function writeRecord(directory: string, record: EngineRecord): Promise<void> {
  const draft = `${recordPath(directory)}.${process.pid}.tmp`;
  await writeFile(draft, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  await rename(draft, recordPath(directory));
}

export async function removeRecord(directory: string): Promise<void> {
  await rm(recordPath(directory), { force: true });
}

/** A path for the socket of a new engine. Its directory is made, and is ours alone. */
export async function newSocketPath(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const name = `engine-${randomBytes(4).toString('hex')}.sock`;
  const path = join(resolve(directory), name);
  if (Buffer.byteLength(path) <= maxSocketPathBytes) return path;
  const hash = createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 16);
  const short = join(tmpdir(), `hotspare-${hash}`);
  await makePrivate(short);
  return join(short, name);
}

/** In a directory that everybody may write to, somebody else could have put a directory of that name. */
async function makePrivate(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await lstat(path);
  const ours = process.getuid === undefined || found.uid === process.getuid();
  if (found.isDirectory() && ours && (found.mode & 0o077) === 0) return;
  const message = `${path} must be a directory that only this user can enter; remove it, or use a shorter data directory.`;
  throw new EngineError('start-failed', message, { subject: path });
}

function recordPath(directory: string): string {
  return join(directory, 'engine.json');
}
