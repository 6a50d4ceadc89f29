import { describe, expect, it } from 'vitest';
import { bindProblem, connectOutcome, errorCode, isLocalShortage } from './socket-errors.ts';

const failure = (code: string): Error => Object.assign(new Error(`bind ${code} 127.0.0.1:80`), { code });

describe('bindProblem', () => {
  it.each([
    ['EADDRINUSE', 'port-in-use', 'choose another port'],
    ['EACCES', 'no-permission', 'CAP_NET_BIND_SERVICE'],
    ['EPERM', 'no-permission', 'CAP_NET_BIND_SERVICE'],
    ['EADDRNOTAVAIL', 'address-unavailable', 'add the address'],
    ['EAFNOSUPPORT', 'address-unavailable', 'add the address'],
    ['EMFILE', 'too-many-files', 'LimitNOFILE'],
    ['ENFILE', 'too-many-files', 'LimitNOFILE'],
    ['EINVAL', 'other', 'bind EINVAL'],
  ])('%s is %s, with a remedy', (code, problem, remedy) => {
    const found = bindProblem(failure(code), 'tcp', { address: '::1', port: 80 });
    expect(found.code).toBe(problem);
    expect(found.message).toContain(remedy);
    expect(found.message).toContain('TCP [::1]:80');
    expect(found.message.endsWith('.')).toBe(true);
  });

  it('survives a thrown value that is no error', () => {
    expect(bindProblem('odd', 'udp', { address: '127.0.0.1', port: 53 }).message).toContain('odd');
  });
});

describe('connectOutcome', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ETIMEDOUT', 'timed-out'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ECONNRESET', 'reset'],
    ['EINVAL', 'other'],
  ])('%s is %s', (code, outcome) => {
    expect(connectOutcome(failure(code))).toBe(outcome);
  });

  it('tells a shortage here from a fault there', () => {
    expect(isLocalShortage(failure('EMFILE'))).toBe(true);
    expect(isLocalShortage(failure('ECONNREFUSED'))).toBe(false);
  });

  it('reads a code from errors only', () => {
    expect(errorCode(failure('EPIPE'))).toBe('EPIPE');
    expect(errorCode({ code: 7 })).toBe('');
    expect(errorCode(undefined)).toBe('');
  });
});
