import { expect, it } from 'vitest';
import { ProbeAbort, type ProbeSignal } from './probe-abort.ts';

const makers: readonly (readonly [string, () => ProbeAbort | AbortController])[] = [
  ['ProbeAbort', () => new ProbeAbort()],
  ["Node's own", () => new AbortController()],
];

it.each(makers)('%s tells those who still listen, once each', (_name, make) => {
  const controller = make();
  const signal: ProbeSignal = 'signal' in controller ? controller.signal : controller;
  const heard: string[] = [];
  for (const name of ['first', 'second']) {
    signal.addEventListener('abort', () => heard.push(name), { once: true });
  }
  const gone = (): unknown => heard.push('gone');
  signal.addEventListener('abort', gone, { once: true });
  signal.removeEventListener('abort', gone);
  signal.removeEventListener('abort', gone);
  expect(signal.aborted).toBe(false);
  controller.abort();
  controller.abort();
  expect(signal.aborted).toBe(true);
  expect(heard).toEqual(['first', 'second']);
});
