import { expect, it } from 'vitest';
import { consoleAddress } from './link.ts';

it.each([
  ['http://127.0.0.1:8014', 'http://127.0.0.1:8014/console/'],
  ['https://slb.example.com', 'https://slb.example.com/console/'],
  ['http://0.0.0.0:8014', 'http://127.0.0.1:8014/console/'],
  ['http://[::]:8014', 'http://[::1]:8014/console/'],
])('the console of %s is at %s', (endpoint, address) => {
  expect(consoleAddress(new URL(endpoint))).toBe(address);
});
