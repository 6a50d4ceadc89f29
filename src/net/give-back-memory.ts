/** Gives memory back that a start needed and nothing needs afterwards. */
import { beginCollection } from '../lib/begin-collection.ts';
import { type Clock, sleep } from '../lib/clock.ts';
import { type ForeignFunction, loadFfi, openLibrary } from './ffi.ts';

/** The first collection leaves gaps, and knows only then where they are; the second one closes the largest. */
const COLLECTIONS = 2;
/** Until a collection is over, and what outlived its owner is freed too. */
const COLLECTED_AFTER_MS = 2_000;

/** Of this thread's heap, then of the whole process what the C library has freed and keeps. Never rejects. */
export async function giveBackMemory(clock: Clock): Promise<void> {
  for (let n = 0; n < COLLECTIONS; n += 1) {
    beginCollection();
    await sleep(clock, COLLECTED_AFTER_MS);
  }
  await giveBackFreed();
}

/** Of the whole process what the C library has freed and keeps. Never rejects. */
export async function giveBackFreed(): Promise<void> {
  try {
    await callInPool(openLibrary(await loadFfi(), ['libc.so.6']).func('int malloc_trim(size_t)'));
  } catch {
    // Another C library, which has its own way; or none of ours can be called here.
  }
}

/** It takes tens of milliseconds: no thread that has work to do waits for it. */
function callInPool(trim: ForeignFunction): Promise<void> {
  return new Promise((resolve, reject) => {
    trim.async(0, (error: unknown) => (error ? reject(error) : resolve()));
  });
}
