/**
 * The one place that loads the foreign function interface, with which the program calls functions of the system's
 * libraries. Everything that uses it has another way for machines where it cannot be had.
 */
import type * as koffi from 'koffi';

export type Ffi = typeof koffi;

/** A function of a system library, called in the caller's thread; `async` calls it in a thread of the pool. */
export type ForeignFunction = ReturnType<ReturnType<Ffi['load']>['func']>;

/** Why it cannot be had here: one sentence, for status and log. */
export class FfiUnavailable extends Error {
  override readonly name = 'FfiUnavailable';
}

/** Rejects with `FfiUnavailable`. */
export async function loadFfi(): Promise<Ffi> {
  try {
    return await import('koffi');
  } catch (cause) {
    const message = `The package koffi has no binary for this machine (${process.platform}, ${process.arch}) or is not installed.`;
    throw new FfiUnavailable(message, { cause });
  }
}

/** Opens the first of these shared libraries that there is. Throws `FfiUnavailable`. */
export function openLibrary(ffi: Ffi, names: readonly string[]): ReturnType<Ffi['load']> {
  let cause: unknown;
  for (const name of names) {
    try {
      return ffi.load(name);
    } catch (error) {
      cause = error;
    }
  }
  throw new FfiUnavailable(`The system has no library ${names.join(' or ')}.`, { cause });
}
