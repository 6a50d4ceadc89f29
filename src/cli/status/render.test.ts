import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { ago, renderStatus } from './render.ts';
import { listenerOf, serverOf, slaveOf, statusOf } from './test-support.ts';

const plain = pc.createColors(false);

describe('renderStatus', () => {
  it('tells of each listener where it is, who serves, since when, why, and each server with its evidence', () => {
    expect(renderStatus(statusOf([listenerOf()]), plain).join('\n')).toBe(
      [
        'Hotspare http://127.0.0.1:8014  2026-01-02T03:04:05.000Z  1 load balancer, 1 listener',
        'engine embedded carries tcp, udp: It needs no root.',
        '',
        'web (lb-1)  127.0.1.1  cn-hangzhou',
        '  127.0.1.1:80/tcp  running  group pair  3 connections',
        '    active   Master web-1  since 2026-01-02T03:00:00.000Z (4 min ago)  epoch 1',
        '    why      The master is where a group starts.',
        '    ● Master  web-1:80  10.0.0.1  normal  probe passed in 1 ms, 5 s ago  3 connections',
        '    ○ Slave   web-2:80  10.0.0.1  normal  probe passed in 1 ms, 5 s ago  3 connections',
      ].join('\n'),
    );
  });

  it('puts what needs attention before everything else, and its listeners first', () => {
    const lines = renderStatus(
      statusOf([
        listenerOf({ port: 80 }),
        listenerOf({ port: 81, servers: [serverOf(), slaveOf({ health: 'abnormal' })] }),
      ]),
      plain,
    );
    const line = (text: string): number => lines.findIndex((candidate) => candidate.includes(text));
    expect(line('WARNING web (lb-1) tcp:81')).toBe(3);
    expect(line('127.0.1.1:81/tcp')).toBeLessThan(line('127.0.1.1:80/tcp'));
  });

  it('says a hold once', () => {
    const held = { why: 'failback-manual', until: null, sentence: 'It returns only by order.' };
    const listener = listenerOf({ sentence: 'The master failed. It returns only by order.', held });
    const text = renderStatus(statusOf([listener]), plain).join('\n');
    expect(text).toContain('why      The master failed.\n    held     It returns only by order.\n');
  });

  it('wraps sentences under their first word', () => {
    const sentence = 'The master failed its health check, so the slave took over.';
    const lines = renderStatus(statusOf([listenerOf({ sentence })]), plain, 50);
    const at = lines.findIndex((line) => line.includes('why'));
    expect(lines.slice(at, at + 2)).toEqual([
      '    why      The master failed its health check,',
      '             so the slave took over.',
    ]);
  });

  it('shows a failure with its code, and IPv6 addresses in brackets', () => {
    const failure = { code: 'address-in-use', message: 'The port is taken.' };
    const status = statusOf([listenerOf({ failure, state: 'starting' })], { address: '::1' });
    const text = renderStatus(status, plain).join('\n');
    expect(text).toContain('  [::1]:80/tcp  failed');
    expect(text).toContain('failure  The port is taken. [address-in-use]');
  });

  it('says what to do when there is nothing yet', () => {
    const text = renderStatus({ ...statusOf([]), loadBalancers: [] }, plain).join('\n');
    expect(text).toContain('hotspare call CreateLoadBalancer');
  });
});

describe('ago', () => {
  it.each([
    [-5, '0 s ago'],
    [59, '59 s ago'],
    [60, '1 min ago'],
    [7_200, '2 h ago'],
    [200_000, '2 d ago'],
  ])('%i s', (seconds, words) => {
    const nowMs = Date.parse('2026-01-02T00:00:00Z');
    expect(ago(new Date(nowMs - seconds * 1000).toISOString(), nowMs)).toBe(words);
  });
});
