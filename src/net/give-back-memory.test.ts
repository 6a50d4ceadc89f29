import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { giveBackMemory } from './give-back-memory.ts';

const PIECES = 4_000;
const PIECE_BYTES = 16 * 1_024;

function anonymousMb(): number {
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1_024;
}

const isGlibc =
  process.platform === 'linux' &&
  'glibcVersionRuntime' in (process.report.getReport() as { header: object }).header;

test.runIf(isGlibc)('freed memory that the C library keeps goes back to the system', async () => {
  // One that stays lies behind those that are freed, so that they are kept.
  const stays: Buffer[] = [];
  (() => {
    const freed: Buffer[] = [];
    for (let n = 0; n < PIECES; n += 1) freed.push(Buffer.alloc(PIECE_BYTES, 1));
    stays.push(Buffer.alloc(PIECE_BYTES, 1));
  })();
  const before = anonymousMb();
  await giveBackMemory(systemClock);
  expect(before - anonymousMb()).toBeGreaterThan(((PIECES * PIECE_BYTES) / 1_048_576) * 0.7);
  expect(stays).toHaveLength(1);
});
