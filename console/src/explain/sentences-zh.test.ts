import { expect, test } from 'vitest';
import {
  type ListenerCondition,
  listenerFindings,
  loadBalancerFindings,
  type ServerCondition,
} from '../../../src/domain/attention.ts';
import type { Hold } from '../../../src/domain/election.ts';
import { explainHold, explainResult } from '../../../src/domain/explain.ts';
import type { ProbeOutcome, ProbeResult } from '../../../src/domain/health.ts';
import { sentenceZh } from './sentences-zh.ts';

/** What of English may stand in a Chinese sentence: names, ids, and what the system said. */
const allowed = /\b(tcp|HTTP|HTTPS|vm-\d|ECONNREFUSED|EADDRINUSE)\b/g;

function expectChinese(english: string): void {
  const chinese = sentenceZh(english);
  expect(chinese.replaceAll(allowed, '')).not.toMatch(/[a-z]{2,}/i);
}

const outcomes: readonly ProbeOutcome[] = [
  'ok',
  'refused',
  'timed-out',
  'unreachable',
  'reset',
  'wrong-status',
  'wrong-answer',
  'malformed-answer',
  'not-probed',
  'other',
];
const results: readonly ProbeResult[] = outcomes.flatMap((outcome) =>
  (['probe', 'traffic'] as const).flatMap((source) =>
    ['', 'ECONNREFUSED'].map((detail) => ({ outcome, source, detail, durationMs: 12.3, atMs: 0 })),
  ),
);

test.each(results.map(explainResult))('evidence: %s', expectChinese);

const holds: readonly Hold['why'][] = ['failback-manual', 'failback-delayed', 'flap-damping', 'ordered'];
test.each(holds.map((why) => explainHold({ why, sinceMs: 0, untilMs: 1_000 })))('hold: %s', expectChinese);

const server = (id: string, health: string, active: boolean): ServerCondition => ({
  id,
  port: 80,
  role: active ? 'Master' : 'Slave',
  active,
  addressProblem: null,
  health,
  evidence: 'probe failed after 12 ms: refused (ECONNREFUSED)',
});
const listener = (condition: Partial<ListenerCondition>): ListenerCondition => ({
  protocol: 'tcp',
  state: 'running',
  failure: null,
  group: {},
  held: null,
  servers: [],
  ...condition,
});
const conditions: readonly ListenerCondition[] = [
  listener({}),
  listener({ group: null }),
  listener({ protocol: 'http' }),
  listener({ failure: { message: 'EADDRINUSE' } }),
  listener({ servers: [{ ...server('vm-1', 'normal', true), addressProblem: 'EADDRINUSE' }] }),
  listener({ servers: [server('vm-1', 'abnormal', true), server('vm-2', 'normal', false)] }),
  listener({ servers: [server('vm-1', 'normal', true), server('vm-2', 'abnormal', false)] }),
  listener({ servers: [server('vm-1', 'abnormal', true), server('vm-2', 'abnormal', false)] }),
  listener({ group: null, servers: [server('vm-1', 'abnormal', false), server('vm-2', 'normal', false)] }),
  listener({ group: null, servers: [server('vm-1', 'abnormal', false)] }),
];
const findings = [
  ...loadBalancerFindings({ status: 'inactive', listeners: 1 }),
  ...conditions.flatMap(listenerFindings),
];

test.each(findings.map(({ text }) => `tcp:80 ${text}`))('attention: %s', expectChinese);

test('a sentence of another form stays as it is', () => {
  expect(sentenceZh('Something quite new.')).toBe('Something quite new.');
});
