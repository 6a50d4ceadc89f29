import { describe, expect, it } from 'vitest';
import { fillIn } from '../peers/peer-file.ts';
import { parseOpenLoop } from '../load/open-loop.ts';
import { parseIperf } from './bulk.ts';
import { figuresOfFailover } from './failover.ts';
import { parseWrk } from './keep-alive.ts';
import { figuresOfSwitches } from './reconfiguration.ts';

const wrk = `  1 threads and 32 connections
  Latency Distribution
     50%  412.00us
     75%    1.02ms
     99%    2.50ms
  62541 requests in 1.00s, 15.51MB read
Requests/sec:  62540.98
`;

describe('what programs say', () => {
  it('wrk: rate and latencies in microseconds', () => {
    expect(parseWrk(wrk)).toEqual({ perSecond: 62_540.98, p50Us: 412, p99Us: 2_500 });
  });

  it('wrk with errors is a failure', () => {
    expect(() => parseWrk(`${wrk}  Socket errors: connect 0, read 3`)).toThrow('wrk');
  });

  it('iperf3: what the server received, or why not', () => {
    expect(parseIperf('{"end":{"sum_received":{"bits_per_second":2.5e9}}}')).toEqual({ gigabits: 2.5 });
    expect(() => parseIperf('{"error":"the server is busy"}')).toThrow('the server is busy');
  });

  it('the open loop: a line a connection', () => {
    expect(parseOpenLoop('100.000 0.500 2.000 answered 1\n')).toEqual([
      { dueMs: 100, lateMs: 0.5, tookMs: 2, outcome: 'answered', server: '1' },
    ]);
  });

  it('a configuration with a name that has no value is refused', () => {
    expect(fillIn('listen {{port}};', { port: '80' })).toBe('listen 80;');
    expect(() => fillIn('{{nobody}}', {})).toThrow('nobody');
  });
});

const record = (dueMs: number, tookMs: number, server: string) => ({
  dueMs,
  lateMs: 0,
  tookMs,
  outcome: server === '-' ? 'reset' : 'answered',
  server,
});

describe('a failover', () => {
  it('does not count as failed what was in flight at the fault', () => {
    const records = [record(0, 1, '1'), record(95, 8, '-'), record(120, 300, '2'), record(150, 1, '-')];
    expect(figuresOfFailover(records, { beginMs: 100, endMs: 110 })).toEqual({
      failed: 1,
      failedAtAll: 2,
      delayed: 1,
      worstMs: 300,
      lastBadMs: 50,
    });
  });
});

describe('a switch', () => {
  const switches = [{ ms: 4, beganMs: 100, endedMs: 104, active: 'server2' as const }];

  it('is effective with the last start that met the old server', () => {
    const records = [record(99, 1, '1'), record(102, 1, '1'), record(103, 1, '2'), record(110, 1, '2')];
    expect(figuresOfSwitches(records, switches)).toMatchObject({ effectiveMs: 2, wrong: 0, failed: 0 });
  });

  it('is wrong when the old server is met after the engine has said that it is in force', () => {
    const records = [record(105, 1, '1'), record(106, 1, '-')];
    expect(figuresOfSwitches(records, switches)).toMatchObject({ wrong: 1, failed: 1 });
  });
});
