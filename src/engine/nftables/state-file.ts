/** A note beside the kernel: which plan its table was made from, so that a new service goes on without a new table. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TransportPlan } from '../../domain/plan-types.ts';
import type { BindFailure } from '../engine.ts';

export interface Note {
  /** Name of the chain in the table that tells one plan from another. */
  readonly marker: string;
  /** Of the options and of how this build renders: another one makes its own table. */
  readonly fingerprint: string;
  readonly plan: TransportPlan;
  readonly failures: Readonly<Record<string, BindFailure>>;
}

/** Undefined when there is none, or none that can be read. */
export async function readNote(file: string): Promise<Note | undefined> {
  try {
    const note: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isNote(note) ? note : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all. Only the owner can read it. */
export async function writeNote(file: string, note: Note): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, JSON.stringify(note), { mode: 0o600 });
  await rename(draft, file);
}

export async function removeNote(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** This program wrote it, or another build of it, whose fingerprint differs then. */
function isNote(value: unknown): value is Note {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'marker' in value &&
    typeof value.marker === 'string' &&
    /^plan_\d+_[0-9a-f]+$/.test(value.marker) &&
    'fingerprint' in value &&
    typeof value.fingerprint === 'string' &&
    'plan' in value &&
    'failures' in value
  );
}
