/** What must hold for every contract and every error, however many there come to be. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { handlers } from '../../src/actions/index.ts';
import { commonErrors } from '../../src/contract/common.ts';
import type { ActionContract } from '../../src/contract/define.ts';
import { errorCatalogue, type ErrorEntry, type ErrorId } from '../../src/contract/errors.ts';
import { contracts } from '../../src/contract/index.ts';
import type { Param, ParamType } from '../../src/contract/params.ts';
import type { ErrorCase } from './error-cases/error-case.ts';
import { errorCases } from './error-cases/index.ts';
import { type Answer, Harness } from './harness.ts';

const allContracts = Object.values<ActionContract>(contracts);
const catalogue: Readonly<Record<ErrorId, ErrorEntry>> = errorCatalogue;

/** Names in the vendor's published metadata: action → its parameters, in every spelling. */
const vendor: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(new URL('../fixtures/vendor-parameters.json', import.meta.url), 'utf8'),
);

/** The example's request with some parameters changed, numbered ones included; undefined leaves one out. */
function changed(
  { example }: ActionContract,
  changes: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const request: Record<string, string> = {};
  for (const [name, value] of Object.entries(example.request)) {
    if (!Object.hasOwn(changes, name.replace(/\.\d+(\..+)?$/, ''))) request[name] = value;
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value !== undefined) request[name] = value;
  }
  return request;
}

async function arranged({ example }: ActionContract): Promise<Harness> {
  const harness = new Harness();
  await harness.arrange(example.given);
  return harness;
}

/** The answer is this error, worded as the catalogue has it. */
function expectError(answer: Answer, id: ErrorId): void {
  const { code, httpStatus } = catalogue[id];
  expect(answer).toMatchObject({ errorId: id, status: httpStatus });
  const document: Record<string, unknown> = JSON.parse(answer.body);
  expect(document).toMatchObject({ Code: code, HostId: 'slb.example.com' });
  // A placeholder that nobody filled.
  expect(document['Message']).not.toMatch(/\{\w+\}/);
  expect(document['Recommend']).not.toMatch(/\{\w+\}/);
}

describe('the registry', () => {
  it('has a handler for every contract and no other', () => {
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(contracts).sort());
  });

  it('knows every action by its own name', () => {
    expect(Object.entries<ActionContract>(contracts).filter(([key, { name }]) => key !== name)).toEqual([]);
  });

  it.each(allContracts)('$name says whether it is in the vendor’s API', ({ name, extension, params }) => {
    const published = vendor[name];
    expect(extension).toBe(published === undefined);
    if (!published) return;
    const ours = Object.entries<Param<unknown>>(params).filter(([, param]) => param.extension);
    const unknown = Object.keys(params).filter((param) => !published.includes(param));
    expect(ours.map(([param]) => param)).toEqual(unknown);
  });
});

describe('the error catalogue', () => {
  const used = new Set<ErrorId>([...commonErrors, ...allContracts.flatMap(({ errors }) => errors)]);
  const entries = Object.entries<ErrorEntry>(errorCatalogue);

  it('has no entry that nothing uses', () => {
    expect(entries.map(([id]) => id).filter((id) => !used.has(id as ErrorId))).toEqual([]);
  });

  it('has no two entries that a client could not tell apart', () => {
    const texts = entries.map(([, { code, message }]) => `${code}: ${message}`);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each(entries)('%s can be acted on', (_id, { code, httpStatus, message, remedy, source }) => {
    expect(code).toMatch(/^[A-Za-z][\w.-]*$/);
    // Clients retry 5xx: never for what the caller has to change.
    const isOurFault = code === 'InternalError' || code === 'ServiceUnavailable';
    expect(httpStatus >= 500).toBe(isOurFault);
    expect(httpStatus).toBeGreaterThanOrEqual(400);
    for (const text of [message, remedy, source]) expect(text).not.toBe('');
  });
});

describe.each(allContracts)('$name', (contract) => {
  const { name, errors, example } = contract;
  const params = Object.entries<Param<unknown>>(contract.params);
  const cases: { readonly [E in ErrorId]?: ErrorCase } =
    errorCases[contract.name as keyof typeof errorCases] ?? {};

  it('has a case for every error that it lists and for no other', () => {
    expect(Object.keys(cases).sort()).toEqual([...errors].sort());
    expect(new Set(errors).size).toBe(errors.length);
    expect(errors.filter((id) => commonErrors.includes(id))).toEqual([]);
  });

  it.each(Object.entries<ErrorCase>(cases))('can answer %s', async (id, errorCase) => {
    const { given = [], edit, request, signer, ...options } = errorCase;
    const harness = new Harness(options);
    await harness.arrange(given);
    if (edit) await harness.edit((tx) => edit(tx, harness.bindings));
    expectError(await harness.call(name, request, 'json', signer), id as ErrorId);
  });

  it('ignores what it does not know', async () => {
    const unknown = { Fancy: 'x', 'Fancy.1.Key': 'y', OwnerId: '1', '': 'nameless', SecurityToken: '' };
    const [plain, fancy] = [await arranged(contract), await arranged(contract)];
    expect(await fancy.call(name, changed(contract, unknown))).toEqual(
      await plain.call(name, changed(contract, {})),
    );
  });

  it('says which required parameter is missing', async () => {
    const harness = await arranged(contract);
    for (const [param, { required, absentError }] of params) {
      if (!required) continue;
      expectError(await harness.call(name, changed(contract, { [param]: undefined })), absentError);
      expectError(await harness.call(name, changed(contract, { [param]: '' })), absentError);
    }
  });

  it('refuses values that a parameter cannot take', async () => {
    const harness = await arranged(contract);
    for (const [param, { type, invalidError }] of params) {
      const value = unfitFor(type);
      if (value === undefined || invalidError === undefined) continue;
      expectError(await harness.call(name, changed(contract, { [param]: value })), invalidError);
    }
  });

  it('says why, when it only keeps what it is given', () => {
    const { effect } = contract;
    expect(effect.kind === 'stored' ? effect.why : (effect.except ?? 'nothing')).toMatch(/\w/);
  });

  it('never answers what SDKs would take for a failure', () => {
    expect(
      Object.keys(contract.result).filter((field) => ['Code', 'Message', 'Success'].includes(field)),
    ).toEqual([]);
  });

  it('shows only parameters that it has in its example', () => {
    const known = new Set(params.flatMap(([param, { aliases }]) => [param, ...aliases]));
    const names = Object.keys(example.request).map((key) => key.replace(/\.\d+(\..+)?$/, ''));
    expect(names.filter((key) => !known.has(key))).toEqual([]);
  });
});

/** A value that no parameter of the type can take; undefined when there is none to be sure of. */
function unfitFor(type: ParamType): string | undefined {
  switch (type.kind) {
    case 'text':
      return 'a'.repeat(type.maxLength + 1);
    case 'integer':
      return type.max < Number.MAX_SAFE_INTEGER ? String(type.max + 1) : 'many';
    case 'flag':
    case 'choice':
      return 'neither';
    case 'json-list':
      return 'no list';
    case 'numbered-list':
    case 'comma-list':
      return Array.from({ length: type.maxItems + 1 }, (_, n) => `item-${n}`).join(',');
    case 'numbered-objects':
      return undefined;
  }
}
