/** Keeps the note beside the kernel up to date, without writing more than the plans are worth. */
import { messageOf } from '../../lib/message-of.ts';
import type { Clock, Timer } from '../../lib/clock.ts';
import type { EngineLog } from '../log.ts';
import type { Note } from './state-file.ts';
import { readNote, removeNote, writeNote } from './state-file.ts';

export interface NoteKeeperOptions {
  /** Absent: nothing is noted. */
  readonly file: string | undefined;
  readonly clock: Clock;
  readonly log: EngineLog;
  /** What is to be noted now; undefined: nothing. */
  readonly current: () => Note | undefined;
}

/** A plan is noted this long after it came into force: bursts are noted once. */
const afterMs = 200;
/** And noting may take one part in so many of the time: ten thousand listeners are a long note. */
const share = 20;

export class NoteKeeper {
  readonly #options: NoteKeeperOptions;
  #timer: Timer | undefined;
  #tookMs = 0;
  #written: Promise<void> = Promise.resolve();

  constructor(options: NoteKeeperOptions) {
    this.#options = options;
  }

  /** What an earlier process has noted, if it can be read. */
  async read(): Promise<Note | undefined> {
    const { file } = this.#options;
    return file === undefined ? undefined : readNote(file);
  }

  later(): void {
    const { file, clock } = this.#options;
    if (file === undefined || this.#timer !== undefined) return;
    this.#timer = clock.setTimer(Math.max(afterMs, this.#tookMs * share), () => {
      this.#timer = undefined;
      void this.now();
    });
  }

  /** One after another, so that the last one stays. */
  now(): Promise<void> {
    this.#written = this.#written.then(() => this.#write());
    return this.#written;
  }

  async remove(): Promise<void> {
    this.close();
    await this.#written;
    const { file } = this.#options;
    if (file !== undefined) await removeNote(file);
  }

  close(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  async #write(): Promise<void> {
    const { file, clock, log, current } = this.#options;
    const note = current();
    if (file === undefined || note === undefined) return;
    const beganMs = clock.monotonic();
    await writeNote(file, note).catch((error: unknown) =>
      log('nftables_not_noted', { reason: messageOf(error) }),
    );
    this.#tookMs = clock.monotonic() - beganMs;
  }
}
