/**
 * Percent-encoding of names and values, as both signature schemes ask for it: UTF-8, everything but
 * `A-Z a-z 0-9 - _ . ~` as `%XX`. Decoding is kinder, since clients send less than they sign.
 */
import { ApiError } from '../contract/api-error.ts';

/** Total: a lone surrogate, which has no UTF-8, is encoded as U+FFFD. */
export function percentEncode(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, (char) => byteEscape(char));
}

/**
 * Takes `+` and `%20` for a space, and bytes outside ASCII that came unescaped (one character per byte).
 * Throws `ApiError` malformedRequest for a broken escape or bytes that are not UTF-8.
 */
export function percentDecode(text: string): string {
  if (!/[%+\u0080-\uffff]/.test(text)) return text;
  const escaped = text.replaceAll('+', '%20').replace(/[\u0080-\u00ff]/g, (char) => byteEscape(char));
  try {
    return decodeURIComponent(escaped);
  } catch {
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    throw new ApiError('malformedRequest', { why: `"${shown}" is not percent-encoded UTF-8` });
  }
}

function byteEscape(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
