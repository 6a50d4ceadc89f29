import { spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  csharpText,
  goText,
  hclText,
  javaText,
  jsName,
  jsText,
  phpText,
  pythonText,
  shellText,
} from './quote.ts';

const specials = [
  ...[
    `'`,
    '"',
    '`',
    '\\',
    '$',
    '${',
    '$${',
    '%{',
    '#{',
    '{',
    '}',
    '\n',
    '\r',
    '\t',
    '\r\n',
    '\u0001',
    '\u007f',
  ],
  ...[
    '\u0085',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\u202e',
    '\u200d',
    '\u{e0001}',
    '🙂',
    '主',
    ' ',
    '-',
    '@',
    '!',
    '*',
    '~',
    'u0041',
  ],
];
/** Any text without NUL, thick with what quoting stumbles over. */
const texts = fc
  .array(fc.oneof(fc.constantFrom(...specials), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 })))
  .map((parts) => parts.join('').replaceAll('\0', ''));

/** Escapes as C and its relatives read them; throws where a literal would end early or run over its line. */
function readEscapes(literal: string, quote: string): string {
  expect(literal.startsWith(quote) && literal.endsWith(quote) && literal.length > 1).toBe(true);
  const names: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return literal
    .slice(1, -1)
    .replace(
      /\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|(.))|[^\\]/gsu,
      (all, braced?: string, four?: string, one?: string) => {
        const code = braced ?? four;
        if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
        if (one !== undefined) return names[one] ?? one;
        if (all === quote || /[\n\r\u0085\u2028\u2029]/.test(all))
          throw new Error(`it ends in the middle: ${literal}`);
        return all;
      },
    );
}

function forEveryText(check: (text: string) => void): void {
  fc.assert(
    fc.property(texts, (text) => {
      check(text);
    }),
  );
}

describe('every text comes back from its literal', () => {
  it('JavaScript', () => {
    forEveryText((text) => expect(runInNewContext(jsText(text))).toBe(text));
  });

  it('a shell', () => {
    const some = fc.sample(texts, { numRuns: 200, seed: 7 });
    const script = `printf '%s\\0' ${['first', ...some].map(shellText).join(' ')}`;
    const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(stdout.split('\0').slice(1, -1)).toEqual(some);
  });

  it('Python', () => {
    forEveryText((text) => expect(readEscapes(pythonText(text), "'")).toBe(text));
  });

  it.each([
    ['Java', javaText],
    ['C#', csharpText],
  ])('%s', (_name, quote) => {
    forEveryText((text) => expect(readEscapes(quote(text), '"')).toBe(text));
  });

  it('Java, whose Unicode escapes are replaced before the literal is read', () => {
    const dangerous = /(?<!\\)(?:\\\\)*\\u00(?:0a|0d|22|5c)/;
    forEveryText((text) => expect(javaText(text)).not.toMatch(dangerous));
  });

  it('Go, raw or not', () => {
    forEveryText((text) => {
      const literal = goText(text);
      if (!literal.startsWith('`')) return expect(readEscapes(literal, '"')).toBe(text);
      expect(literal).toBe(`\`${text}\``);
      // A raw literal ends at the first of these, drops the second, and no file may have the third.
      expect(text).not.toMatch(/[`\r\ufeff]/);
    });
  });

  it('PHP, in either quotes', () => {
    forEveryText((text) => {
      const literal = phpText(text);
      if (literal.startsWith('"')) {
        expect(literal.replace(/\\./gs, '')).not.toContain('$');
        expect(readEscapes(literal, '"')).toBe(text);
      } else {
        expect(literal.slice(1, -1).replace(/\\([\\'])/g, '$1')).toBe(text);
        expect(literal.slice(1, -1).replace(/\\[\\']/g, '')).not.toContain("'");
      }
    });
  });

  it('Terraform, which knows templates', () => {
    forEveryText((text) => {
      const literal = hclText(text);
      // The scanner takes two signs for text unless a brace follows the second: then they stand for one.
      const plain = literal.replace(/\$\$\{|%%\{|[$%][^{]|[$%]\{/gs, (found) => {
        if (found.length === 2 && found.endsWith('{')) throw new Error(`a template begins: ${literal}`);
        return found.length === 3 ? found.slice(1) : found;
      });
      expect(readEscapes(plain, '"')).toBe(text);
    });
  });
});

describe('what needs no quotes has none', () => {
  it.each([
    [shellText('http://127.0.0.1:8014'), 'http://127.0.0.1:8014'],
    [shellText(''), "''"],
    [jsName('RegionId'), 'RegionId'],
    [jsName('Tag.1.Key'), "'Tag.1.Key'"],
    [goText('[{"ServerId":"a"}]'), '`[{"ServerId":"a"}]`'],
    [goText('plain'), '"plain"'],
    [hclText('$%{x}'), '"\\u0024\\u0025{x}"'],
    [hclText('${var.x} $${y}'), '"$${var.x} \\u0024\\u0024{y}"'],
  ])('%s', (literal, expected) => {
    expect(literal).toBe(expected);
  });
});
