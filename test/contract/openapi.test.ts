/** The OpenAPI document and the catalogue: whole, right about every example, and silent about extensions in strict mode. */
import { describe, expect, it } from 'vitest';
import { catalogueDocument } from '../../src/catalogue/catalogue.ts';
import { openApiDocument } from '../../src/catalogue/openapi.ts';
import type { ActionContract } from '../../src/contract/define.ts';
import { errorCatalogue } from '../../src/contract/errors.ts';
import { contracts } from '../../src/contract/index.ts';
import { at } from '../support/answers.ts';
import { isRecord, mismatches, resolveReference } from '../support/json-schema.ts';

const all = Object.values<ActionContract>(contracts);
const vendors = all.filter(({ extension }) => !extension);
const form = 'application/x-www-form-urlencoded';

describe.each([
  ['open', false, all],
  ['strict', true, vendors],
] as const)('OpenAPI of a service that is %s', (_name, strict, actions) => {
  const document = openApiDocument(contracts, { strict });
  const operations = new Map(
    Object.entries(recordAt(document, ['paths'])).map(([path, item]) => [path, recordAt(item, ['post'])]),
  );

  it('has an operation for each action, and what it refers to', () => {
    expect([...operations.keys()]).toEqual(actions.map(({ name }) => `/#${name}`));
    expect([...operations.values()].map(({ operationId }) => operationId)).toEqual(
      actions.map(({ name }) => name),
    );
    const references = referencesIn(document);
    expect(references.size).toBeGreaterThan(actions.length);
    for (const reference of references) expect(resolveReference(document, reference)).toBeDefined();
  });

  it.each(actions)('$name: examples, defaults and samples fit the schemas', (action) => {
    const operation = operations.get(`/#${action.name}`) ?? {};
    for (const place of [
      ['requestBody', 'content', form],
      ['responses', '200', 'content', 'application/json'],
    ]) {
      const { schema, example } = recordAt(operation, place);
      expect(mismatches(example, schema, document)).toEqual([]);
      expect(misfitsInside(schema, document)).toEqual([]);
    }
  });

  it('leaves out extensions, if it is strict, and marks them otherwise', () => {
    const text = JSON.stringify(document);
    expect(text.includes('"x-hotspare-extension"')).toBe(!strict);
    expect(text.includes('FailbackMode')).toBe(!strict);
  });
});

describe('OpenAPI', () => {
  const document = openApiDocument(contracts, {
    strict: false,
    endpoint: new URL('https://slb.example.com:8443/x'),
  });
  const request = recordAt(document, ['components', 'schemas', 'CreateLoadBalancerRequest']);

  it('names the server when it is told', () => {
    expect(document['servers']).toEqual([{ url: 'https://slb.example.com:8443' }]);
  });

  it.each([
    [{ RegionId: 'cn-hangzhou', Bandwidth: -2 }, 1],
    [{ RegionId: 'cn-hangzhou', 'Tag.3.Key': '' }, 1],
    [{}, 1],
    [{ RegionId: 'cn-hangzhou', Unknown: 1, 'Tag.3.Key': 'a' }, 0],
  ])('has schemas that tell wrong requests: %j', (value, count) => {
    expect(mismatches(value, request, document)).toHaveLength(count);
  });

  it('takes either spelling of a list that must be there', () => {
    const schema = recordAt(document, ['components', 'schemas', 'CreateTLSCipherPolicyRequest']);
    const rest = { RegionId: 'cn-hangzhou', Name: 'modern', Ciphers: 'a,b' };
    expect(mismatches({ ...rest, 'TLSVersions.1': 'TLSv1.2' }, schema, document)).toEqual([]);
    expect(mismatches({ ...rest, TLSVersions: 'TLSv1.2' }, schema, document)).toEqual([]);
    expect(mismatches(rest, schema, document)).toHaveLength(1);
  });

  it('has each error of an action under its status', () => {
    for (const { name, errors } of all) {
      const responses = recordAt(document, ['paths', `/#${name}`, 'post', 'responses']);
      for (const id of errors) {
        const { code, httpStatus, message, remedy } = errorCatalogue[id];
        const listed = at(responses[String(httpStatus)], 'x-hotspare-errors');
        expect(listed).toContainEqual({ code, httpStatus, message, remedy });
      }
    }
  });
});

describe('the catalogue', () => {
  it('is plain JSON with every action, parameter and error', () => {
    const catalogue: Readonly<Record<string, unknown>> = JSON.parse(
      JSON.stringify(catalogueDocument(contracts, { strict: false })),
    );
    const actions = recordAt(catalogue, ['actions']);
    expect(Object.keys(actions)).toEqual(all.map(({ name }) => name));
    for (const { name, params, result, errors } of all) {
      const action = recordAt(actions, [name]);
      expect(namesOf(action['parameters'])).toEqual(Object.keys(params));
      expect(namesOf(action['result'])).toEqual(Object.keys(result));
      expect(action['errors']).toEqual(errors);
    }
    const errors = recordAt(catalogue, ['errors']);
    for (const id of idsIn(catalogue)) expect(errors).toHaveProperty(id);
  });

  it('has no extensions in strict mode', () => {
    const text = JSON.stringify(catalogueDocument(contracts, { strict: true }));
    expect(text).not.toContain('FailbackMode');
    expect(text).not.toContain('RegisterServer"');
    expect(text).not.toContain('"extension":true');
  });
});

function recordAt(value: unknown, path: readonly string[]): Readonly<Record<string, unknown>> {
  const found = path.reduce<unknown>((now, name) => (isRecord(now) ? now[name] : undefined), value);
  if (!isRecord(found)) throw new Error(`there is no object at ${path.join(' ')}`);
  return found;
}

function namesOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list.map((each) => at(each, 'name')) : [];
}

function referencesIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  JSON.stringify(value, (key, each: unknown) => {
    if (key === '$ref') found.add(String(each));
    return each;
  });
  return found;
}

/** Ids of errors that anything in the catalogue names. */
function idsIn(catalogue: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  JSON.stringify(catalogue, (key, each: unknown) => {
    if (key === 'absentError' || key === 'invalidError') found.add(String(each));
    if ((key === 'errors' || key === 'commonErrors') && Array.isArray(each))
      each.forEach((id) => found.add(String(id)));
    return each;
  });
  return found;
}

/** Defaults and examples of single fields that do not fit their own schema. */
function misfitsInside(schema: unknown, root: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((each) => misfitsInside(each, root));
  if (!isRecord(schema)) return [];
  if (typeof schema['$ref'] === 'string') return misfitsInside(resolveReference(root, schema['$ref']), root);
  const given = [
    ...('default' in schema ? [schema['default']] : []),
    ...(Array.isArray(schema['examples']) ? schema['examples'] : []),
  ];
  const own = 'type' in schema ? given.flatMap((value) => mismatches(value, schema, root)) : [];
  return [...own, ...Object.values(schema).flatMap((each) => misfitsInside(each, root))];
}
