/**
 * The loop of the fast lane: waits in the kernel (epoll) for what happens on descriptors, and tells who watches them.
 * One turn tells everything that has happened, then runs what was put off, then timers: a timer never comes before an
 * event that happened earlier.
 */
import { epoll, socketType } from '../../../net/libc/constants.ts';
import { SystemCallError } from '../../../net/libc/system-call-error.ts';
import type { Libc } from '../../../net/libc/libc.ts';
import { LoopClock } from './loop-clock.ts';

const eventsATurn = 512;
/** Node ends a thread only between its turns: one that sleeps for good could not be ended. */
const maxSleepMs = 500;

/** struct epoll_event is packed on x64 and aligned elsewhere: its words, and where the two words of data begin. */
const eventWords = process.arch === 'x64' ? 3 : 4;
const dataWord = eventWords - 2;

export interface Watcher {
  /** `events`: bits of `epoll`. */
  ready(events: number): void;
}

/** Somebody whose turn was long enough, or who may not act in the turn that asked. */
export interface Resumable {
  resume(): void;
}

export class Loop {
  readonly clock = new LoopClock();
  readonly #libc: Libc;
  readonly #epoll: number;
  readonly #events = new Uint32Array(eventWords * eventsATurn);
  readonly #event = new Uint32Array(eventWords);
  /** By descriptor. */
  readonly #watchers: (Watcher | undefined)[] = [];
  /** How often a descriptor has been in use: an event may be of the socket that had its number before. */
  readonly #generations: number[] = [];
  #putOff: Resumable[] = [];

  /** Throws when the kernel refuses. */
  constructor(libc: Libc) {
    this.#libc = libc;
    this.#epoll = libc.epollCreate1(socketType.closeOnExec);
    if (this.#epoll < 0) throw new SystemCallError('epoll_create1', libc.errno());
  }

  /** Throws when the kernel refuses (no memory, or more watches than fs.epoll.max_user_watches). */
  watch(fd: number, events: number, watcher: Watcher): void {
    const generation = ((this.#generations[fd] ?? 0) + 1) >>> 0;
    this.#generations[fd] = generation;
    this.#watchers[fd] = watcher;
    this.#event[0] = events;
    this.#event[dataWord] = fd;
    this.#event[dataWord + 1] = generation;
    if (this.#libc.epollCtl(this.#epoll, epoll.add, fd, this.#event) === 0) return;
    this.#watchers[fd] = undefined;
    throw new SystemCallError('epoll_ctl', this.#libc.errno());
  }

  /** Another one is told from here on. */
  handOver(fd: number, watcher: Watcher): void {
    this.#watchers[fd] = watcher;
  }

  /** Nobody is told any more; the descriptor stays open. */
  unwatch(fd: number): void {
    this.#watchers[fd] = undefined;
    this.#libc.epollCtl(this.#epoll, epoll.remove, fd, this.#event);
  }

  close(fd: number): void {
    this.#watchers[fd] = undefined;
    this.#libc.close(fd);
  }

  /** Resumes it in this turn, if its events are still being told, else in the next one. */
  putOff(one: Resumable): void {
    this.#putOff.push(one);
  }

  /** Waits until something happens, and tells it. True when timers have run, and so promises may have been kept. */
  turn(): boolean {
    this.clock.tick();
    const untilMs = this.#putOff.length > 0 ? 0 : Math.min(maxSleepMs, this.clock.untilNextMs);
    this.#tell(Math.ceil(untilMs));
    const putOff = this.#putOff;
    this.#putOff = [];
    for (const one of putOff) one.resume();
    if (this.clock.untilNextMs > 0) return false;
    // What has happened while the events were told comes before the timers too.
    while (this.#tell(0) === eventsATurn);
    return this.clock.fire();
  }

  /** How many events there were. */
  #tell(waitMs: number): number {
    const count = this.#libc.epollWait(this.#epoll, this.#events, eventsATurn, waitMs);
    this.clock.tick();
    for (let at = 0; at < count * eventWords; at += eventWords) {
      const fd = this.#events[at + dataWord] ?? 0;
      if (this.#generations[fd] !== this.#events[at + dataWord + 1]) continue;
      this.#watchers[fd]?.ready(this.#events[at] ?? 0);
    }
    return count;
  }
}
