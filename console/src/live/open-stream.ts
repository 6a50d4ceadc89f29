/** Opens the event stream, signed like every call. */
import { API_VERSION } from '../api/call.ts';
import { failureOf, Unreachable } from '../api/failure.ts';
import { type SigningKeys, signV3 } from '../api/signer.ts';
import { type SseEvent, SseParser } from './sse.ts';

/** A stream that says nothing for so long is dead: there is a heartbeat every 15 s. */
const SILENCE_MS = 40_000;

/** Rejects with `ApiFailure` or `Unreachable`; the iteration throws `Unreachable` when the stream breaks. */
export async function openStream(
  keys: SigningKeys,
  parameters: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<AsyncIterable<SseEvent>> {
  const { request } = await signV3(keys, {
    method: 'GET',
    placement: 'query',
    action: 'StreamEvents',
    version: API_VERSION,
    parameters,
    host: location.host,
    nowMs: Date.now(),
    nonce: crypto.randomUUID(),
  });
  const { host: _host, ...headers } = request.headers;
  const answer = await fetch(`/events${request.target.slice(1)}`, {
    headers,
    credentials: 'omit',
    cache: 'no-store',
    signal,
  }).catch((error: unknown) => {
    throw new Unreachable(String(error));
  });
  if (answer.ok && answer.body) return read(answer.body);
  const document: unknown = await answer.json().catch(() => undefined);
  throw failureOf(answer.status, document) ?? new Unreachable(`HTTP ${answer.status}`);
}

async function* read(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<SseEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new SseParser();
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read());
      if (done) return;
      yield* parser.feed(value);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Rejects with `Unreachable` when nothing comes. */
async function withinSilence<T>(reading: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unreachable('the event stream fell silent')), SILENCE_MS);
  });
  try {
    return await Promise.race([reading, silence]);
  } finally {
    clearTimeout(timer);
  }
}
