/** The provider's schema of SLB resources, as `terraform providers schema -json` gave it in November 2026, names and types only. */
import { readFileSync } from 'node:fs';

/** What a block of a file holds. */
export interface TerraformBody {
  readonly type?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly blocks: Readonly<Record<string, readonly TerraformBody[]>>;
}

interface BodySchema {
  /** Name → type; a required one ends in `!`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly blocks?: Readonly<Record<string, BodySchema>>;
}

const file = new URL('../../fixtures/terraform-alicloud-slb.json', import.meta.url);
const schema: Readonly<Record<string, BodySchema>> = JSON.parse(readFileSync(file, 'utf8'));

/** Where a resource does not fit the schema. */
export function misfits(resource: TerraformBody): readonly string[] {
  const { type = '' } = resource;
  const known = schema[type];
  return known === undefined ? [`${type} is no resource`] : bodyMisfits(type, resource, known);
}

function bodyMisfits(path: string, body: TerraformBody, known: BodySchema): readonly string[] {
  const { attributes, blocks } = body;
  const given = Object.entries(attributes).flatMap(([name, value]) => {
    const type = known.attributes[name]?.replace('!', '');
    if (type === undefined) return [`${path} has no attribute ${name}`];
    return isA(type, value) ? [] : [`${path}.${name} is no ${type}: ${JSON.stringify(value)}`];
  });
  const missing = Object.entries(known.attributes)
    .filter(([name, type]) => type.endsWith('!') && !(name in attributes))
    .map(([name]) => `${path} needs ${name}`);
  const inner = Object.entries(blocks).flatMap(([name, bodies]) => {
    const block = known.blocks?.[name];
    if (block === undefined) return [`${path} has no block ${name}`];
    return bodies.flatMap((each) => bodyMisfits(`${path}.${name}`, each, block));
  });
  return [...given, ...missing, ...inner];
}

function isA(type: string, value: unknown): boolean {
  switch (type) {
    case 'number':
      return typeof value === 'number';
    case 'bool':
      return typeof value === 'boolean';
    case 'list':
    case 'set':
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === 'string';
  }
}
