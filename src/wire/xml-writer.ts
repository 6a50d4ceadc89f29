/** XML by the library, after taking out what XML 1.0 cannot hold. The library is loaded with the first XML answer. */
import type { Node } from './document.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** Lists of a wrapped list are the repeated element; an empty wrapper stays as `<Rules/>`. */
export async function writeXml(root: string, members: { readonly [name: string]: Node }): Promise<string> {
  const { XMLBuilder } = await import('fast-xml-parser');
  const builder = new XMLBuilder({
    ignoreAttributes: true,
    suppressEmptyNode: true,
    // Texts are escaped here: the library's own list lets a carriage return through, which parsers read as a line feed.
    processEntities: false,
  });
  return `${DECLARATION}\n${builder.build({ [root]: textNode(members) })}`;
}

/** What is left of a text in XML: without control characters, lone surrogates, U+FFFE and U+FFFF. */
export function stripForbidden(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

type TextNode = string | readonly TextNode[] | { readonly [name: string]: TextNode };

function textNode(node: Node): TextNode {
  if (typeof node !== 'object') return escapeText(stripForbidden(String(node)));
  if (isList(node)) return node.map(textNode);
  return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, textNode(member)]));
}

function isList(node: Node): node is readonly Node[] {
  return Array.isArray(node);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (char) => entities[char] ?? char);
}
