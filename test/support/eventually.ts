/**
 * How long tests wait, in one place. Waiting is always for something: a condition that is polled, never a bare sleep.
 * `HOTSPARE_TEST_TIMEOUT_FACTOR` stretches everything for slow machines.
 */
const table = {
  /** Anything over loopback that happens at once. */
  effect: 5_000,
  /** A few megabytes through a slow reader. */
  transfer: 30_000,
  /** A process to start or to end. */
  process: 15_000,
  /** A command of a shell, from its start to its end. */
  command: 60_000,
  /** Promised: established connections are reset by the decision. */
  cutAtOnce: 200,
  /** Promised: how far a drain may end from the time set. */
  drainError: 1_000,
  /** Promised: no datagram to the old target later than this after a switch. */
  flowsMoved: 50,
  /** Promised: a killed engine process serves again. */
  servesAgain: 1_000,
  /** Promised: with fast detection and traffic, from a kill to the decision. */
  decidedAtOnce: 100,
  /** Promised: the slowest new connection while a master is silent. */
  worstDelay: 600,
  /** Promised: the vendor's window with the default check (5 s x 3 + 2 s x 2), and one interval. */
  vendorWindow: 21_000,
  /** Waiting for that. */
  vendorDecision: 30_000,
  /** Not promised: how late the timers of that window may fire together on a busy machine. */
  timerLateness: 250,
  /** Promised: the picture in the console shows what was decided. */
  seenInPicture: 1_000,
  /** A program with nothing more to do. */
  endsByItself: 2_000,
  /** Ports that one process frees and another takes. */
  portsTaken: 250,
  /** Long enough to see that something does not happen. */
  nothingHappens: 300,
  /** How long a load is kept up. */
  load: 3_000,
} as const;

export type TimeoutName = keyof typeof table;

function factor(): number {
  const value = Number(process.env['HOTSPARE_TEST_TIMEOUT_FACTOR'] ?? '1');
  return value > 0 ? value : 1;
}

/** A named time-out in milliseconds, stretched for this machine. */
export function patience(name: TimeoutName): number {
  return table[name] * factor();
}

/** Runs `check` until it neither throws nor rejects, and returns what it returned; after the time-out its last error. */
export async function eventually<T>(
  check: () => T | Promise<T>,
  timeout: TimeoutName = 'effect',
): Promise<T> {
  const untilMs = performance.now() + patience(timeout);
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() >= untilMs) throw error;
    }
    await pause(5);
  }
}

/** Rejects, naming `what`, when the promise takes longer than the named time-out. */
export async function within<T>(
  promise: Promise<T>,
  what: string,
  timeout: TimeoutName = 'effect',
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what}: not within ${patience(timeout)} ms`)),
      patience(timeout),
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Watches for the whole time named that `check` goes on holding. */
export async function throughout(check: () => void | Promise<void>, time: TimeoutName): Promise<void> {
  const untilMs = performance.now() + patience(time);
  do {
    await check();
    await pause(5);
  } while (performance.now() < untilMs);
}

/** Part of a scenario, never an assertion: a client that sends every few milliseconds, a reader that is slow. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
