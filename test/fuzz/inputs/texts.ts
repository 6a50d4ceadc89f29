/** Texts that something may stumble over. */
import type { Random } from '../../support/random.ts';

const nasty = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\r\n',
  '\t',
  '\u0007',
  '\ud83d\ude00',
  '\u202e',
  '\ufeff',
  '\ufffe',
  'é',
  '负载均衡',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e9',
  '0x10',
  '٣',
  '-1',
  '0',
  '65535',
  '65536',
  '9007199254740993',
  '-99999999999999999999',
  'true',
  'TRUE',
  'on',
  '../../etc/passwd',
  '%',
  '%00',
  '%zz',
  '<a>&amp;</a>',
  ']]>',
  '"',
  "'",
  '\\',
  '${7*7}',
  'a/b',
  'a:b',
  'lb-',
  '10.0.0.0/33',
  '::ffff:1.2.3.4',
  '1.2.3',
  '[]',
  '{}',
  '[{}]',
  '[null]',
  '[[]]',
] as const;

export function nastyText(random: Random): string {
  const dice = random.next();
  if (dice < 0.6) return random.pick(nasty);
  if (dice < 0.75) return random.pick(nasty) + random.pick(nasty);
  if (dice < 0.99) return anyCharacters(random, random.below(20));
  return long(random);
}

/** Up to 64 KiB. */
export function long(random: Random): string {
  const unit = random.pick(['a', 'é', '%', '[', '{"a":', '😀', ',', '(a+)+', ' ']);
  return unit.repeat(Math.floor((1 << random.between(6, 16)) / unit.length));
}

function anyCharacters(random: Random, length: number): string {
  // No lone surrogates: there is no way to send one but inside a JSON text.
  const code = (): number => random.pick([random.below(128), random.below(0x800), random.below(0xd800)]);
  return String.fromCodePoint(...Array.from({ length }, code));
}

/** Changes a few places of a text: a character more, less or another, a piece twice. */
export function mutated(text: string, random: Random): string {
  let result = text;
  for (let times = random.between(1, 4); times > 0; times -= 1) {
    const at = random.below(result.length + 1);
    const to = at + random.below(8);
    switch (random.below(4)) {
      case 0:
        result = result.slice(0, at) + result.slice(to);
        break;
      case 1:
        result = result.slice(0, at) + nastyText(random).slice(0, 40) + result.slice(at);
        break;
      case 2:
        result = result.slice(0, to) + result.slice(at, to) + result.slice(to);
        break;
      default:
        result = result.slice(0, at) + String.fromCharCode(random.below(128)) + result.slice(at + 1);
    }
  }
  return result;
}

/** A PEM text that is still base64, with a few other bytes inside: what OpenSSL reads may be odd all the same. */
export function damagedPem(text: string, random: Random): string {
  const lines = text.split('\n');
  for (let times = random.between(1, 3); times > 0; times -= 1) {
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    if (line.startsWith('-----')) continue;
    const column = random.below(line.length);
    lines[at] = line.slice(0, column) + random.pick([...'ABCDwxyz0189+/']) + line.slice(column + 1);
  }
  return lines.join('\n');
}
