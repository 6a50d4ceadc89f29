/** Answers as flat lists of leaves, so that a JSON and an XML document can be compared value by value. */
import { SaxesParser } from 'saxes';

/** `Rules[0].Rule[1].RuleId[0]` → text. An empty list or object is a leaf with empty text. */
export type Leaves = ReadonlyMap<string, string>;

export function jsonLeaves(document: unknown): Leaves {
  const leaves = new Map<string, string>();
  collect(document, '', leaves);
  return leaves;
}

function collect(value: unknown, path: string, leaves: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) {
    leaves.set(path, String(value));
    return;
  }
  const before = leaves.size;
  for (const [name, member] of Object.entries(value)) {
    const items: readonly unknown[] = Array.isArray(member) ? member : [member];
    items.forEach((item, index) => collect(item, `${path}${path && '.'}${name}[${index}]`, leaves));
  }
  if (leaves.size === before) leaves.set(path, '');
}

interface Element {
  readonly path: string;
  readonly counts: Map<string, number>;
  text: string;
}

/** Throws what the parser has against the document. The root is not part of the paths. */
export function xmlLeaves(document: string): { readonly root: string; readonly leaves: Leaves } {
  const leaves = new Map<string, string>();
  const open: Element[] = [];
  let root = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    const parent = open.at(-1);
    if (!parent) {
      root = name;
      open.push({ path: '', counts: new Map(), text: '' });
      return;
    }
    const index = parent.counts.get(name) ?? 0;
    parent.counts.set(name, index + 1);
    const path = `${parent.path}${parent.path && '.'}${name}[${index}]`;
    open.push({ path, counts: new Map(), text: '' });
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element && element.counts.size === 0) leaves.set(element.path, element.text);
  });
  parser.write(document).close();
  return { root, leaves };
}
