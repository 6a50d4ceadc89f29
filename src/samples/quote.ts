/**
 * Texts as literals, one function per language. They take any text without NUL and without half characters, which
 * `entriesOf` sees to; what is invisible, or ends a line in some language, is written as an escape.
 */

/** Controls, format characters (also those that turn the direction of text), line and paragraph separators. */
const invisible = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]`;
const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

type UnicodeEscape = (code: number) => string;
const fourDigits: UnicodeEscape = (code) => `\\u${code.toString(16).padStart(4, '0')}`;

/** Escapes a backslash, what `also` matches, and what is invisible. */
function escaped(text: string, also: string, unicode: UnicodeEscape = fourDigits): string {
  return text.replace(new RegExp(`\\\\|${also}|${invisible}`, 'gu'), (found) => {
    const code = found.codePointAt(0) ?? 0;
    if (!new RegExp(invisible, 'u').test(found)) return `\\${found}`;
    // Above the 16 bits they do no harm, and every language would spell them in a way of its own.
    return named[found] ?? (code > 0xffff ? found : unicode(code));
  });
}

/** JavaScript. */
export function jsText(text: string): string {
  return `'${escaped(text, "'")}'`;
}

/** Member of an object, in quotes where it needs them. */
export function jsName(name: string): string {
  return /^[A-Za-z]\w*$/.test(name) ? name : jsText(name);
}

export function pythonText(text: string): string {
  return `'${escaped(text, "'")}'`;
}

/** Line ends must have names: Java replaces its Unicode escapes before it reads the literal. */
export function javaText(text: string): string {
  return `"${escaped(text, '"')}"`;
}

export function csharpText(text: string): string {
  return `"${escaped(text, '"')}"`;
}

/** Raw where that is easier to read, as for JSON. */
export function goText(text: string): string {
  const raw = /["\\]/.test(text) && !new RegExp(`\`|${invisible}`, 'u').test(text);
  return raw ? `\`${text}\`` : `"${escaped(text, '"')}"`;
}

/** In single quotes nothing but the quote and the backslash means anything. */
export function phpText(text: string): string {
  if (!new RegExp(invisible, 'u').test(text)) return `'${text.replace(/['\\]/g, '\\$&')}'`;
  return `"${escaped(text, '["$]', (code) => `\\u{${code.toString(16)}}`)}"`;
}

/** POSIX shells, as one word. */
export function shellText(text: string): string {
  return /^[\w.:/,@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Terraform's language: `${` and `%{` would begin a template. */
export function hclText(text: string): string {
  const literal = escaped(text, '"').replace(/[$%]+(?=\{)/g, (signs) =>
    // Only a single sign can be doubled: of several, also of both kinds, the scanner takes the first two for text.
    signs.length === 1
      ? signs + signs
      : [...signs].map((sign) => fourDigits(sign.codePointAt(0) ?? 0)).join(''),
  );
  return `"${literal}"`;
}
