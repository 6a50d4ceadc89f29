/** What a client may write to the port that is no proper request, or only nearly one. */
import type { Random } from '../../support/random.ts';
import type { Input } from '../input.ts';
import { bytesOf } from './calls.ts';
import { mutated, nastyText } from './texts.ts';

const END = '\r\n';

export function anyBytes(random: Random): Input {
  const bytes = random.pick(makers)(random);
  return { kind: 'bytes', pieces: random.chance(0.6) ? [bytes] : cut(bytes, random) };
}

const makers: readonly [(random: Random) => string, ...((random: Random) => string)[]] = [
  (random) => mutated(request('GET', '/?Action=DescribeRegions&Version=2014-05-15', ['Host: a']), random),
  (random) => mutated(request('POST', '/', ['Host: a', 'Content-Length: 3'], 'a=b'), random),
  badRequestLine,
  badLength,
  chunked,
  headerFlood,
  tlsGarbage,
  pipelined,
  (random) => bytesOf(nastyText(random)).slice(0, 2000),
];

function badRequestLine(random: Random): string {
  const method = random.pick([
    'GET',
    'get',
    'GETX',
    '',
    'CONNECT',
    'OPTIONS',
    'HEAD',
    'TRACE',
    'PRI',
    'G\0T',
  ]);
  const target = random.pick([
    '/',
    '*',
    '',
    'http://a/',
    '/ /',
    '/\0',
    '//',
    '/%',
    'a:443',
    `/${'a'.repeat(100_000)}`,
  ]);
  const version = random.pick(['HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', '', 'HTTP/1.1 ', 'ICY']);
  const ending = random.pick([END, '\n', '\r', '\r\n\n', '\0']);
  return `${method} ${target} ${version}${ending}Host: a${ending}${ending}`;
}

function badLength(random: Random): string {
  const length = random.pick([
    '-1',
    '0',
    '1',
    '5',
    '99999',
    '99999999999999999999',
    '0x3',
    '3, 3',
    '3;',
    '',
    '٣',
  ]);
  const more = random.pick([
    'Content-Length: 3',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip',
    'X: y',
    'Expect: 100-continue',
    'Expect: x',
  ]);
  return request('POST', '/', ['Host: a', `Content-Length: ${length}`, more], 'a=b');
}

function chunked(random: Random): string {
  const size = random.pick(['3', '0', '-1', 'ffffffffffffffff', 'x', '3;ext=1', '', '03', ' 3']);
  const body = `${size}${END}a=b${END}${random.pick(['0\r\n\r\n', '0\r\nTrailer: x\r\n\r\n', '', '0\r\n', 'zz'])}`;
  const coding = random.pick(['chunked', 'Chunked', 'chunked, chunked', 'identity', 'gzip, chunked']);
  return request('POST', '/', ['Host: a', `Transfer-Encoding: ${coding}`], body);
}

function headerFlood(random: Random): string {
  const count = random.pick([10, 200, 3000]);
  const length = random.pick([1, 30, 2000]);
  const name = (index: number): string => (random.chance(0.5) ? `X-${index}` : 'X');
  const headers = Array.from({ length: count }, (_, index) => `${name(index)}: ${'v'.repeat(length)}`);
  return request('GET', '/', headers.slice(0, Math.ceil(200_000 / (length + 6))));
}

function tlsGarbage(random: Random): string {
  const rest = Array.from({ length: random.below(200) }, () => String.fromCharCode(random.below(256))).join(
    '',
  );
  return `\x16\x03${random.pick(['\x01', '\x03', '\xff'])}${rest}`;
}

/** Several at once: each gets its answer in turn. */
function pipelined(random: Random): string {
  const one = request('GET', random.pick(['/', '/healthz', '/metrics', '/x']), ['Host: a']);
  return one.repeat(random.between(2, 6)) + (random.chance(0.3) ? 'garbage' : '');
}

function request(method: string, target: string, headers: readonly string[], body = ''): string {
  return `${method} ${target} HTTP/1.1${END}${headers.join(END)}${END}${END}${body}`;
}

function cut(bytes: string, random: Random): readonly string[] {
  const at = random.below(bytes.length + 1);
  // Now and then the client leaves in the middle.
  return random.chance(0.2) ? [bytes.slice(0, at)] : [bytes.slice(0, at), bytes.slice(at)];
}
