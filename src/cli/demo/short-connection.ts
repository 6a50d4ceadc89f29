/** One connection of the load: connect, send a line, read the answer, close; whatever happens becomes a record. */
import { connect } from 'node:net';
import { hostNowMs } from './host-clock.ts';
import type { ConnectionRecord, Outcome } from './records.ts';

export interface LoadTarget {
  readonly host: string;
  readonly port: number;
}

/** What the load says, and how it reads who answered. */
export interface LoadDialogue {
  readonly question: string;
  /** Undefined while the answer is incomplete; null when it is none that names a server. */
  answerIn(text: string): string | null | undefined;
  readonly timeoutMs: number;
}

/** `ended` is called exactly once. */
export function runShortConnection(
  target: LoadTarget,
  dueMs: number,
  { question, answerIn, timeoutMs }: LoadDialogue,
  ended: (record: ConnectionRecord) => void,
): void {
  const startedMs = hostNowMs();
  const socket = connect({ ...target, noDelay: true });
  let text = '';
  let over = false;
  const end = (outcome: Outcome, server: string | null): void => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    socket.destroy();
    ended({ dueMs, startedMs, endedMs: hostNowMs(), outcome, server });
  };
  const timer = setTimeout(() => end('timed-out', null), timeoutMs);
  socket.setEncoding('latin1');
  socket.once('connect', () => socket.write(question));
  socket.on('data', (chunk: string) => {
    text += chunk;
    const server = answerIn(text);
    if (server !== undefined) end(server === null ? 'other' : 'answered', server);
  });
  socket.once('end', () => end('closed', null));
  socket.once('error', (error: NodeJS.ErrnoException) => end(outcomeOf(error), null));
  socket.once('close', () => end('closed', null));
}

export function outcomeOf(error: NodeJS.ErrnoException): Outcome {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'reset';
    case 'ETIMEDOUT':
      return 'timed-out';
    default:
      return 'other';
  }
}
