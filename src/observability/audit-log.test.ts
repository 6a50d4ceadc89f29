import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AuditLog, type AuditRecord } from './audit-log.ts';

let directory: string;
let log: AuditLog;
const open = (maxBytes = 1_000_000, keep = 2) => AuditLog.open({ directory, maxBytes, keep });
beforeEach(async () => {
  directory = join(mkdtempSync(join(tmpdir(), 'hotspare-audit-')), 'audit');
  log = await open();
});
afterEach(() => {
  log.close();
  rmSync(join(directory, '..'), { recursive: true });
});

const record = (action: string): AuditRecord => ({
  time: '2026-01-02T03:04:05.000Z',
  requestId: 'R',
  accessKeyId: 'k',
  user: null,
  from: '127.0.0.1',
  action,
  parameters: {},
  outcome: 'OK',
  durationMs: 1,
});
const actions = async (limit = 100, wanted = () => true) =>
  (await log.newestFirst(limit, wanted)).map(({ sequence, action }) => `${sequence} ${action}`);

test('is on the disk when it returns, for its owner only', () => {
  log.append(record('A'));
  const file = join(directory, 'audit.jsonl');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ sequence: 1, ...record('A') });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});

test('gives the newest first, and goes on counting after a restart, past a line that a crash left half', async () => {
  log.append(record('A'));
  log.append(record('B'));
  appendFileSync(join(directory, 'audit.jsonl'), '{"sequence":3,"acti');
  log.close();
  log = await open();
  expect(await actions(1)).toEqual(['2 B']);
  log.append(record('C'));
  expect(await actions()).toEqual(['3 C', '2 B', '1 A']);
});

test('changes files when one is full, keeps so many, and reads over all of them', async () => {
  log.close();
  log = await open(1, 2);
  for (const action of ['A', 'B', 'C', 'D']) log.append(record(action));
  expect(readdirSync(directory).sort()).toEqual(['audit.1.jsonl', 'audit.2.jsonl', 'audit.jsonl']);
  expect(await actions()).toEqual(['4 D', '3 C', '2 B']);
});

test('can keep nothing but the current file', async () => {
  log.close();
  log = await open(1, 0);
  for (const action of ['A', 'B']) log.append(record(action));
  expect(await actions()).toEqual(['2 B']);
});
