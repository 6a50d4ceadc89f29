/** Sends one input and says what is wrong with how it was met; undefined when nothing is. */
import net from 'node:net';
import { answersIn } from './http-answers.ts';
import type { Input } from './input.ts';
import { complaintAbout } from './oracle.ts';
import type { World } from './world.ts';

/** Far beyond any real answer, far below any patience: longer means that something hangs, or holds up everybody. */
const ANSWER_MS = 5_000;

export async function judge(input: Input, world: World): Promise<string | undefined> {
  const startedMs = performance.now();
  const complaint =
    input.kind === 'bytes' ? await judgeBytes(input.pieces, world) : await judgeRequest(input, world);
  const alarm = world.alarms.splice(0)[0];
  const tookMs = performance.now() - startedMs;
  if (tookMs > ANSWER_MS) return `everybody else had to wait for ${Math.round(tookMs)} ms`;
  return complaint ?? (alarm && `the log says ${alarm}`);
}

async function judgeRequest(
  input: Exclude<Input, { kind: 'bytes' }>,
  world: World,
): Promise<string | undefined> {
  const answer = await withinTime(world.answer(input));
  if (!answer) return `no answer within ${ANSWER_MS} ms`;
  if (answer.status === 200) world.succeeded += 1;
  return complaintAbout({
    status: answer.status,
    contentType: answer.headers['content-type'] ?? '',
    body: answer.body,
  });
}

async function judgeBytes(pieces: readonly string[], world: World): Promise<string | undefined> {
  const received = await withinTime(exchange(pieces, world.port));
  if (received === undefined) return `the connection is still open after ${ANSWER_MS} ms`;
  // TLS garbage is met by a TLS alert, or by nothing.
  if (isTls(pieces)) {
    return received === '' || received.startsWith('\x15') || received.startsWith('\x16')
      ? undefined
      : 'no TLS alert';
  }
  const answers = answersIn(received, pieces.join('').startsWith('HEAD'));
  if (typeof answers === 'string') return answers;
  return answers.map(complaintAbout).find((complaint) => complaint !== undefined);
}

/** By its first byte, as the port tells it. */
function isTls(pieces: readonly string[]): boolean {
  return pieces.join('').startsWith('\x16');
}

/** Everything that came until the other side ended too. Resets are no one's fault here: what came, counts. */
function exchange(pieces: readonly string[], port: number): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = net.connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.on('end', () => socket.end());
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece, 'latin1');
      // A TLS handshake that stops halfway is given twenty seconds: the client leaves instead of waiting.
      socket.end(() => isTls(pieces) && socket.destroy());
    });
  });
}

async function withinTime<T>(promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ANSWER_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
