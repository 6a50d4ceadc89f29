import { describe, expect, it } from 'vitest';
import type { HeaderList } from './header-list.ts';
import { checkRequest } from './request-check.ts';
import type { RequestHead } from './request-check.ts';

const host = ['Host', 'a'] as const;

function check(changes: Partial<RequestHead> = {}): ReturnType<typeof checkRequest> {
  return checkRequest({ method: 'GET', target: '/', version: '1.1', headers: [host], ...changes });
}

describe('a request', () => {
  it.each([
    ['/a?b#c', undefined],
    ['/a b', undefined],
    ['*', undefined],
    ['', undefined],
    ['/a?b/c', '/a?b/c'],
    ['//a', '//a'],
    ['http://A', '/'],
    ['HTTPS://a?x', '/?x'],
    ['http://a:80/', undefined],
    ['http://b/', undefined],
  ])('target %s', (target, expected) => {
    const checked = check({ target });
    expect('target' in checked ? checked.target : undefined).toBe(expected);
  });

  it.each([
    ['www.Example.com:8080', 'www.example.com'],
    ['example.com.', 'example.com'],
    ['[2001:DB8::1]:80', '[2001:db8::1]'],
    ['10.0.0.1', '10.0.0.1'],
  ])('domain of %s', (text, domain) => {
    expect(check({ headers: [['Host', text]] })).toMatchObject({ domain, host: text });
  });

  it.each([
    ['none', [], 'none'],
    ['a length of nothing', [['Content-Length', '0']], 'none'],
    ['a length', [['Content-Length', '7']], 'counted'],
    ['chunks', [['Transfer-Encoding', 'Chunked']], 'chunked'],
  ] as const)('body: %s', (_case, headers, body) => {
    expect(check({ headers: [host, ...headers] })).toMatchObject({ body });
  });

  it('of HTTP/2 has a body when it says so or does not end, and its host twice only if alike', () => {
    const http2 = { version: '2.0', authority: 'a' } as const;
    expect(check({ ...http2, headers: [], endsHere: true })).toMatchObject({ body: 'none', host: 'a' });
    expect(check({ ...http2, headers: [], endsHere: false })).toMatchObject({ body: 'chunked' });
    expect(check({ ...http2, headers: [['Host', 'A']] })).toMatchObject({ host: 'a' });
    expect(check({ ...http2, headers: [['host', 'b']] })).toEqual({ status: 400 });
    expect(check({ version: '2.0', headers: [] })).toEqual({ status: 400 });
  });

  it('of HTTP/1.0 needs no host, and has no chunks', () => {
    expect(check({ version: '1.0', headers: [] })).toMatchObject({ host: undefined, domain: '' });
    const chunked: HeaderList = [host, ['Transfer-Encoding', 'chunked']];
    expect(check({ version: '1.0', headers: chunked })).toEqual({ status: 400 });
  });

  it.each([
    ['Upgrade', 'websocket', 'websocket'],
    ['keep-alive, upgrade', 'WebSocket', 'websocket'],
    ['keep-alive', 'websocket', null],
    ['Upgrade', 'h2c', null],
    ['Upgrade', 'websocket, h2c', null],
  ])('Connection: %s, Upgrade: %s', (connection, protocol, upgrade) => {
    const headers = [host, ['Connection', connection], ['Upgrade', protocol]] as const;
    expect(check({ headers })).toMatchObject({ upgrade });
  });

  it('asks to be told to go on only with a body', () => {
    const expecting = [host, ['Expect', '100-Continue']] as const;
    expect(check({ headers: expecting })).toMatchObject({ expectsContinue: false });
    expect(check({ headers: [...expecting, ['Content-Length', '1']] })).toMatchObject({
      expectsContinue: true,
    });
    expect(check({ headers: [host, ['Expect', 'x']] })).toEqual({ status: 417 });
  });
});
