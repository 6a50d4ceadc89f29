import { expect, test } from 'vitest';
import { decision, failover, recovery } from '../group/test-support.ts';
import { factZh, holdZh, resultZh } from './reasons-zh.ts';

test('every fact of a failover has a Chinese sentence with its figures', () => {
  const sentences = [...failover, ...recovery].map(({ fact }) => factZh(fact));
  expect(sentences.every((sentence) => /\p{Script=Han}/u.test(sentence) && !/undefined/.test(sentence))).toBe(
    true,
  );
  expect(factZh(decision(1, 0, 4, 'Slave').fact)).toBe(
    '由主服务器切换到备服务器，纪元 4：主服务器健康检查失败，备服务器已接管。',
  );
});

test('a result says what was tried, how it ended and how long it took', () => {
  const result = { source: 'traffic', detail: 'ECONNREFUSED', durationMs: 0.4, atMs: 0 } as const;
  expect(resultZh({ ...result, outcome: 'refused' })).toBe(
    '客户端连接失败：连接被拒绝，用时 不足 1 毫秒（ECONNREFUSED）',
  );
  expect(resultZh({ ...result, outcome: 'ok', detail: '' })).toBe('客户端连接通过，用时 不足 1 毫秒');
});

test('a hold says until when, where it ends by itself', () => {
  expect(holdZh({ why: 'flap-damping', untilMs: Date.UTC(2026, 0, 2) })).toMatch(/暂缓切回至 2026/);
  expect(holdZh({ why: 'failback-manual', untilMs: null })).not.toMatch(/至/);
});
