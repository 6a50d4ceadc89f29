/**
 * A result as a tree for the writers: the shape decides what is written, in which order and under which names.
 * Fields that the shape does not know are left out.
 */
import type { Field, Shape } from '../contract/result.ts';

export type Node = string | number | boolean | readonly Node[] | { readonly [name: string]: Node };

/** `result` must have passed `checkResult` with the same shape. */
export function toNode(shape: Shape, result: unknown): { readonly [name: string]: Node } {
  const node: Record<string, Node> = {};
  for (const [name, field] of Object.entries(shape)) {
    const value = memberOf(result, name);
    if (value !== undefined) node[name] = fieldToNode(field, value);
  }
  return node;
}

function fieldToNode(field: Field, value: unknown): Node {
  switch (field.kind) {
    case 'object':
      return toNode(field.members, value);
    case 'plain-list':
      return itemsOf(value).map((item) => fieldToNode(field.items, item));
    case 'list': {
      const items = itemsOf(value).map((item) => fieldToNode(field.items, item));
      const also = field.alsoAs === undefined ? {} : { [field.alsoAs]: items.map(numbersAsText) };
      return { [field.element]: items, ...also };
    }
    case 'text':
    case 'integer':
    case 'flag':
      return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
  }
}

function numbersAsText(node: Node): Node {
  if (typeof node === 'number') return String(node);
  if (typeof node !== 'object') return node;
  if (isList(node)) return node.map(numbersAsText);
  return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, numbersAsText(member)]));
}

/** `Array.isArray` does not narrow readonly arrays. */
function isList(node: Node): node is readonly Node[] {
  return Array.isArray(node);
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An own member; undefined for anything that is no object. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}
