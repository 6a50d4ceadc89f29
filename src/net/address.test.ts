import { describe, expect, it } from 'vitest';
import { addressFamily, canonicalAddress, parseEndpoint } from './address.ts';
import { formatEndpoint } from './endpoint.ts';

describe('canonicalAddress', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['FE80::1%eth0', 'fe80::1%eth0'],
  ])('%s is spelled %s', (text, spelled) => {
    expect(canonicalAddress(text)).toBe(spelled);
  });

  it.each(['', 'localhost', '10.1', '010.0.0.1', '1.2.3.4.5', '256.1.1.1', ':::', '1.2.3.4/8', ' 1.2.3.4'])(
    'refuses %j',
    (text) => {
      expect(canonicalAddress(text)).toBeUndefined();
      expect(addressFamily(text)).toBeUndefined();
    },
  );

  it('tells the family', () => {
    expect(addressFamily('10.0.0.1')).toBe(4);
    expect(addressFamily('::1')).toBe(6);
  });
});

describe('endpoints', () => {
  it.each([
    [{ address: '192.0.2.1', port: 80 }, '192.0.2.1:80'],
    [{ address: '2001:db8::1', port: 443 }, '[2001:db8::1]:443'],
  ])('%j <-> %s', (endpoint, text) => {
    expect(formatEndpoint(endpoint)).toBe(text);
    expect(parseEndpoint(text)).toEqual(endpoint);
  });

  it.each(['192.0.2.1', '192.0.2.1:', '192.0.2.1:65536', '::1:80', '[::1]', 'host:80', '192.0.2.1:-1'])(
    'refuses %j',
    (text) => {
      expect(parseEndpoint(text)).toBeUndefined();
    },
  );
});
