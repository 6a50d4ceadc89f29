/** Parameters of a call as attributes and blocks of a Terraform file. */
import { itemFields, type Param, type ParamSet, parseLenientArray } from '../contract/params.ts';
import { RawParams } from '../contract/raw-params.ts';
import { hclText } from './quote.ts';
import type { Attributes, AttributeSource } from './terraform-resources.ts';

/** Name and value, the value as it stands in the file. */
export type Line = readonly [string, string];

export function attributeLines(attributes: Attributes, params: ParamSet, raw: RawParams): readonly Line[] {
  return Object.entries(attributes).flatMap(([name, source]): readonly Line[] => {
    const value = valueOf(source, params, raw);
    return value === undefined ? [] : [[name, value]];
  });
}

/** Undefined when it is not given. */
function valueOf(source: AttributeSource, params: ParamSet, raw: RawParams): string | undefined {
  const { from, as } = typeof source === 'string' ? { from: source, as: undefined } : source;
  const param = params[from];
  const text = [from, ...(param?.aliases ?? [])]
    .map((name) => raw.get(name))
    .find((value) => value !== undefined);
  if (param?.type.kind === 'numbered-objects') return tagMap(raw.numberedObjects(from));
  if (param?.type.kind === 'numbered-list') {
    const numbered = raw.numbered(from);
    return numbered.length > 0 ? listOf(numbered) : text && listOf(text.split(','));
  }
  if (text === undefined) return undefined;
  if (as === 'list') return listOf(text.split(','));
  if (as === 'switch') return String(text.toLowerCase() === 'on');
  const bare =
    (param?.type.kind === 'integer' && /^-?\d+$/.test(text)) ||
    (param?.type.kind === 'flag' && /^(?:true|false)$/.test(text));
  return bare ? text : hclText(text);
}

function listOf(texts: readonly string[]): string {
  return `[${texts.map((text) => hclText(text.trim())).join(', ')}]`;
}

function tagMap(tags: readonly RawParams[]): string | undefined {
  if (tags.length === 0) return undefined;
  const lines = tags.map(
    (tag) => `    ${hclText(tag.get('Key') ?? '')} = ${hclText(tag.get('Value') ?? '')}`,
  );
  return `{\n${lines.join('\n')}\n  }`;
}

/** Items of a list in JSON; none while it cannot be read. */
export function itemsOf(param: Param<unknown> | undefined, text: string): readonly RawParams[] {
  const textItemIs = param?.type.kind === 'json-list' ? param.type.textItemIs : undefined;
  const items = parseLenientArray(text);
  if (typeof items === 'string') return [];
  return items.flatMap((item) => {
    const fields = itemFields(item, textItemIs);
    return typeof fields === 'string' ? [] : [new RawParams(fields, { caseInsensitive: true })];
  });
}

export function membersOf(params: ParamSet, name: string): ParamSet {
  const type = params[name]?.type;
  return type?.kind === 'json-list' ? type.members : {};
}

export function block(name: string, lines: readonly Line[]): readonly string[] {
  if (lines.length === 0) return [];
  return ['', `  ${name} {`, ...aligned(lines).map((line) => `  ${line}`), '  }'];
}

/** As `terraform fmt` aligns the signs: what spans several lines stands apart. */
export function aligned(lines: readonly Line[]): readonly string[] {
  const single = lines.filter(([, value]) => !value.includes('\n'));
  const spread = lines.filter(([, value]) => value.includes('\n'));
  const width = Math.max(0, ...single.map(([name]) => name.length));
  return [
    ...single.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`),
    ...spread.flatMap(([name, value]) => [...(single.length > 0 ? [''] : []), `  ${name} = ${value}`]),
  ];
}
