import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEnvelope, encodeRecord } from './codec.ts';
import { StoreError } from './store.ts';

const utf8 = new TextEncoder();

function failure(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe('the value codec', () => {
  it('decodes what it encoded, and stays one readable envelope', () => {
    fc.assert(
      // Through JSON once, because JSON has no -0.
      fc.property(fc.integer({ min: 1 }), fc.json(), (schema, json) => {
        const value: unknown = JSON.parse(json);
        expect(decodeEnvelope(encodeRecord(schema, value), 'a')).toEqual({
          schema,
          value: JSON.parse(JSON.stringify(value)),
        });
      }),
    );
    const envelope = new TextDecoder().decode(encodeRecord(3, { name: 'grün' }));
    expect(envelope).toBe('{"schema":3,"value":{"name":"grün"}}');
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['half a record', encodeRecord(1, { a: 'secret' }).subarray(0, 20)],
    ['bytes that are not UTF-8', Uint8Array.from([0x22, 0xff, 0x22])],
    ['a bare value', utf8.encode('5')],
    ['null', utf8.encode('null')],
    ['no schema', utf8.encode('{"value":1}')],
    ['no value', utf8.encode('{"schema":1}')],
    ['a schema that is no number', utf8.encode('{"schema":"1","value":1}')],
    ['schema 0', utf8.encode('{"schema":0,"value":1}')],
    ['another JSON text', utf8.encode('[1,2]')],
  ])('reports %s as damaged, naming the key and nothing of the value', (_what, damaged) => {
    const error = failure(() => decodeEnvelope(damaged, 'load-balancers/lb-1'));
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: 'damaged', subject: 'load-balancers/lb-1', retryable: false });
    expect(String(error)).toContain('load-balancers/lb-1');
    expect(JSON.stringify([String(error), error])).not.toContain('secret');
  });

  it('refuses what JSON cannot hold, and schema versions that are none', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    for (const value of [undefined, () => 1, Symbol('x'), 1n, circular]) {
      expect(failure(() => encodeRecord(1, value))).toMatchObject({ code: 'invalid-change' });
    }
    for (const schema of [0, -1, 1.5, Number.NaN]) {
      expect(failure(() => encodeRecord(schema, {}))).toMatchObject({ code: 'invalid-change' });
    }
  });
});
