import { describe, expect, it } from 'vitest';
import { attention } from './attention.ts';
import type { ListenerStatus } from './model.ts';
import { listenerOf, serverOf, slaveOf, statusOf } from './test-support.ts';

const bad = { health: 'abnormal', evidence: 'probe failed: refused' };

function found(listener: Partial<ListenerStatus>): readonly string[] {
  return attention(statusOf([listenerOf(listener)])).map(({ level, text }) => `${level}: ${text}`);
}

describe('attention', () => {
  it('is quiet about a healthy pair, a new one and a stopped one', () => {
    expect(found({})).toEqual([]);
    expect(found({ servers: [serverOf({ health: 'unavailable' }), slaveOf()] })).toEqual([]);
    expect(found({ state: 'stopped', servers: [serverOf(bad), slaveOf(bad)] })).toEqual([]);
  });

  it('warns of a spare that could not take over, with the evidence', () => {
    expect(found({ servers: [serverOf(), slaveOf(bad)] })).toEqual([
      'warning: the slave web-2:80 fails its health check (last: probe failed: refused)',
    ]);
  });

  it('warns of a dead master while the slave serves', () => {
    const servers = [serverOf({ ...bad, active: false }), slaveOf({ active: true })];
    expect(found({ servers })).toEqual([
      'warning: the master web-1:80 fails its health check (last: probe failed: refused)',
    ]);
  });

  it('calls it a failure when the one that serves is bad, or both are', () => {
    expect(found({ servers: [serverOf(bad), slaveOf()] })).toEqual([
      'failure: the master web-1:80 serves but fails its health check (last: probe failed: refused)',
    ]);
    const held = { why: 'both-down', until: null, sentence: 'Both down.' };
    expect(found({ servers: [serverOf(bad), slaveOf(bad)], held })).toEqual([
      'failure: web-1 and web-2 both fail their health checks',
    ]);
  });

  it('tells of a held return', () => {
    const held = { why: 'failback-manual', until: null, sentence: 'Only by order.' };
    expect(found({ held })).toEqual(['warning: Only by order']);
  });

  it('tells why a listener is not in force, and which address is missing', () => {
    const failure = { code: 'address-in-use', message: 'the port is taken' };
    expect(found({ state: 'starting', failure })).toEqual(['failure: is not in force: the port is taken']);
    expect(found({ servers: [serverOf({ addressProblem: 'no such name' }), slaveOf()] })).toEqual([
      'failure: the address of web-1 is not known: no such name',
    ]);
  });

  it('knows pools: none, some bad, all bad', () => {
    const pool = { group: null, active: null };
    const one = serverOf({ role: null });
    expect(found({ ...pool, servers: [] })).toEqual(['warning: has no servers behind it']);
    expect(found({ ...pool, servers: [one, { ...one, ...bad, id: 'b' }] })).toEqual([
      'warning: 1 of 2 servers fail their health checks: b:80',
    ]);
    expect(found({ ...pool, servers: [{ ...one, ...bad }] })).toEqual([
      'failure: all its servers fail their health checks: web-1:80',
    ]);
  });

  it('puts failures first and names the listener', () => {
    const status = statusOf([
      listenerOf({ port: 80, servers: [serverOf(), slaveOf(bad)] }),
      listenerOf({ port: 81, servers: [serverOf(bad), slaveOf(bad)] }),
    ]);
    expect(attention(status).map(({ subject }) => subject)).toEqual([
      'web (lb-1) tcp:81',
      'web (lb-1) tcp:80',
    ]);
  });

  it('warns of a load balancer that is switched off', () => {
    expect(attention(statusOf([listenerOf()], { status: 'inactive' }))).toMatchObject([
      { level: 'warning', subject: 'web (lb-1)' },
    ]);
  });
});
