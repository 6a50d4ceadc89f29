/** Every example in the documentation, carried out: what it says is what the service answers. */
import { describe, expect, it } from 'vitest';
import type { ActionContract, ExampleCall } from '../../src/contract/define.ts';
import { contracts } from '../../src/contract/index.ts';
import { jsonLeaves, xmlLeaves } from './documents.ts';
import { Harness } from './harness.ts';

async function runExample(contract: ActionContract, format: 'json' | 'xml') {
  const harness = new Harness();
  const { given, request } = contract.example;
  await harness.arrange(given);
  return { harness, answer: await harness.call(contract.name, request, format) };
}

/** Texts that the example itself sent: they stand for themselves. */
function literalsOf({ example }: ActionContract): ReadonlySet<string> {
  const calls: readonly Pick<ExampleCall, 'request'>[] = [...example.given, example];
  return new Set(calls.flatMap(({ request }) => Object.values(request)));
}

describe.each(Object.values<ActionContract>(contracts))('example of $name', (contract) => {
  it('is what the service answers in JSON', async () => {
    const { harness, answer } = await runExample(contract, 'json');
    expect(answer).toMatchObject({ status: 200, contentType: 'application/json;charset=utf-8' });
    const { RequestId: requestId, ...document }: Record<string, unknown> = JSON.parse(answer.body);
    expect(requestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    const { response } = contract.example;
    expect(harness.bindings.readExample(response, document, literalsOf(contract))).toEqual(response);
  });

  it('carries the same values in XML', async () => {
    const [inJson, inXml] = [await runExample(contract, 'json'), await runExample(contract, 'xml')];
    expect(inXml.answer).toMatchObject({ status: 200, contentType: 'text/xml;charset=utf-8' });
    const { root, leaves } = xmlLeaves(inXml.answer.body);
    expect(root).toBe(`${contract.name}Response`);
    // The same calls on the same seed: even ids and RequestId are equal.
    expect(leaves).toEqual(jsonLeaves(JSON.parse(inJson.answer.body)));
  });
});
