import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SharedStream } from './shared-stream.ts';
import type { SseEvent } from './sse.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const event = (data: string): SseEvent => ({ event: 'message', data, id: '' });

/** Opens count; each ends as its script says. */
type Script = readonly string[] | Error | 'open';

const streamOf = (...scripts: readonly Script[]) => streamThatKeeps((value) => value, scripts);

function streamThatKeeps(lasting: (value: string) => string, scripts: readonly Script[]) {
  const signals: AbortSignal[] = [];
  const stream = new SharedStream<string>({
    initial: '',
    take: (value, { data }) => value + data,
    lasting,
    isFinal: (problem) => problem instanceof RangeError,
    open: async (signal) => {
      const script = scripts[signals.push(signal) - 1] ?? 'open';
      if (script instanceof Error) throw script;
      return play(script === 'open' ? [] : script, script === 'open' ? signal : undefined);
    },
  });
  return { stream, signals };
}

async function* play(texts: readonly string[], openUntil: AbortSignal | undefined): AsyncGenerator<SseEvent> {
  for (const text of texts) yield event(text);
  if (openUntil) await new Promise((resolve) => openUntil.addEventListener('abort', resolve));
}

test('many who want the same share one stream, which is closed soon after the last has left', async () => {
  const { stream, signals } = streamOf('open');
  const leave = [stream.subscribe(() => undefined), stream.subscribe(() => undefined)];
  await vi.advanceTimersByTimeAsync(10);
  expect(signals).toHaveLength(1);
  leave[0]?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(signals[0]?.aborted).toBe(false);
  leave[1]?.();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(signals[0]?.aborted).toBe(true);
});

test('who comes back at once finds it open still', async () => {
  const { stream, signals } = streamOf('open');
  stream.subscribe(() => undefined)();
  stream.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
});

test('a stream that breaks says so, keeps what it told, and is opened again', async () => {
  const { stream, signals } = streamOf(['a', 'b'], ['c']);
  const seen: string[] = [];
  stream.subscribe(() => seen.push(`${stream.snapshot().connection} ${stream.snapshot().value}`));
  await vi.advanceTimersByTimeAsync(10);
  expect(seen).toEqual(['live a', 'live ab', 'lost ab']);
  await vi.advanceTimersByTimeAsync(700);
  expect(signals).toHaveLength(2);
  expect(seen).toContain('live abc');
});

test('what is told anew does not add to what was told before, which is shown until then', async () => {
  const { stream } = streamThatKeeps(() => '', [['a', 'b'], ['c'], 'open']);
  const seen: string[] = [];
  stream.subscribe(() => seen.push(`${stream.snapshot().connection} ${stream.snapshot().value}`));
  await vi.advanceTimersByTimeAsync(700);
  expect(seen).toEqual(['live a', 'live ab', 'lost ab', 'live c', 'lost c']);
});

test('a service that does not answer is asked ever more rarely, one that refuses only once a minute', async () => {
  const silent = streamOf(...Array.from({ length: 50 }, () => new Error('unreachable')));
  silent.stream.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(silent.signals.length).toBeGreaterThan(5);
  expect(silent.signals.length).toBeLessThan(14);

  const refusing = streamOf(new RangeError('refused'), new RangeError('refused'));
  refusing.stream.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(refusing.stream.snapshot().connection).toBe('off');
  expect(refusing.signals).toHaveLength(1);
});
