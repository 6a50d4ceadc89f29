/**
 * The bandwidth of one listener in one direction: a token bucket that all its connections share. While there is enough,
 * bytes pass without waiting; when there is not, who has some waits in line and gets a slice at a time, so that nobody
 * takes all. Without a limit, or with nobody waiting, it has no timer and costs a comparison.
 */
import type { Clock, Timer } from '../../lib/clock.ts';

/** What an idle listener may pass at once: 2.5 % of two seconds. */
const burstMs = 50;
/** Earned while somebody waits it is kept for so long, whatever delays the timer: the rate holds over seconds. */
const backlogMs = 1000;
const tickMs = 5;
/** A slice: what the rate earns in a tick, but no less than a segment and no more than a read. */
const minSliceBytes = 1_460;
const maxSliceBytes = 64 * 1024;

/** Somebody with bytes to send, in line. */
export interface Sender {
  /** Sends up to so many bytes; says how many. */
  grant(limitBytes: number): number;
  /** Whether it wants another turn. */
  readonly waiting: boolean;
}

export class Bandwidth {
  readonly #clock: Clock;
  /** In order of turn. Made when somebody waits. */
  #line: Set<Sender> | undefined;
  #bytesPerMs: number | undefined;
  #tokens = 0;
  #countedAtMs = 0;
  #timer: Timer | undefined;

  constructor(clock: Clock, mbps: number | null) {
    this.#clock = clock;
    this.setMbps(mbps);
    this.#tokens = this.#bytesPerMs === undefined ? 0 : this.#bytesPerMs * burstMs;
  }

  /** Null = no limit. Who waits goes on at the new rate, or at once. */
  setMbps(mbps: number | null): void {
    this.#count();
    this.#bytesPerMs = mbps === null ? undefined : (mbps * 1_000_000) / 8 / 1000;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#bytesPerMs !== undefined) {
      this.#tokens = Math.min(this.#tokens, this.#bytesPerMs * burstMs);
      this.#arm();
    } else {
      const senders = this.#line ?? [];
      this.#line = undefined;
      for (const sender of senders) sender.grant(Infinity);
    }
  }

  get limited(): boolean {
    return this.#bytesPerMs !== undefined;
  }

  /** How many of the bytes may pass now; whoever has the rest waits in line. */
  take(bytes: number): number {
    if (this.#bytesPerMs === undefined) return bytes;
    if (this.#waiting > 0) return 0;
    this.#count();
    // A few bytes of a large chunk are not worth a segment.
    const least = Math.min(bytes, this.#sliceBytes);
    const passing = this.#tokens < least ? 0 : Math.min(bytes, Math.floor(this.#tokens));
    this.#tokens -= passing;
    return passing;
  }

  /** Whether a whole datagram may pass now. One larger than what is left may: the next ones wait until it is paid. */
  admits(bytes: number): boolean {
    if (this.#bytesPerMs === undefined) return true;
    this.#count();
    if (this.#tokens <= 0) return false;
    this.#tokens -= bytes;
    return true;
  }

  /** Takes a place in line, or keeps the one it has. */
  wait(sender: Sender): void {
    if (this.#bytesPerMs === undefined) {
      sender.grant(Infinity);
      return;
    }
    this.#count();
    this.#line ??= new Set();
    this.#line.add(sender);
    this.#arm();
  }

  leave(sender: Sender): void {
    this.#line?.delete(sender);
    if (this.#waiting > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  get #waiting(): number {
    return this.#line?.size ?? 0;
  }

  get #sliceBytes(): number {
    const earned = Math.floor((this.#bytesPerMs ?? 0) * tickMs);
    return Math.min(maxSliceBytes, Math.max(minSliceBytes, earned));
  }

  /** Adds what has been earned since the last time. */
  #count(): void {
    const nowMs = this.#clock.monotonic();
    const rate = this.#bytesPerMs ?? 0;
    // What was earned while somebody waited is not lost when the line is empty again.
    const limit = Math.max(this.#tokens, rate * (this.#waiting > 0 ? backlogMs : burstMs));
    this.#tokens = Math.min(limit, this.#tokens + (nowMs - this.#countedAtMs) * rate);
    this.#countedAtMs = nowMs;
  }

  #arm(): void {
    if (this.#timer || this.#bytesPerMs === undefined || this.#waiting === 0) return;
    const missing = (this.#sliceBytes - this.#tokens) / this.#bytesPerMs;
    this.#timer = this.#clock.setTimer(Math.max(tickMs, missing), () => {
      this.#timer = undefined;
      this.#serve();
    });
  }

  #serve(): void {
    this.#count();
    const slice = this.#sliceBytes;
    while (this.#tokens >= slice) {
      const [sender] = this.#line ?? [];
      if (!sender) return;
      this.#line?.delete(sender);
      this.#tokens -= sender.grant(slice);
      if (sender.waiting) this.#line?.add(sender);
    }
    this.#arm();
  }
}
