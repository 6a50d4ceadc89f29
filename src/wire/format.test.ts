import { expect, test } from 'vitest';
import { chooseFormat } from './format.ts';

test.each([
  ['nothing said', undefined, undefined, 'json'],
  ['JSON', 'JSON', undefined, 'json'],
  ['json, as Terraform writes it', 'json', undefined, 'json'],
  ['XML', 'XML', undefined, 'xml'],
  ['xml', 'xml', undefined, 'xml'],
  ['None, as the old Python SDK writes it', 'None', undefined, 'json'],
  ['empty', '', undefined, 'json'],
  ['None, and XML accepted', 'None', 'application/xml', 'xml'],
  ['XML accepted', undefined, 'application/xml', 'xml'],
  ['Accept: xml', undefined, 'xml', 'xml'],
  ['both accepted', undefined, 'application/json, application/xml', 'json'],
  ['anything accepted', undefined, '*/*', 'json'],
  ['JSON, though XML is accepted', 'JSON', 'application/xml', 'json'],
  ['XML, though JSON is accepted', 'XML', 'application/json', 'xml'],
] as const)('%s', (_what, format, accept, expected) => {
  const headers = new Map(accept === undefined ? [] : [['accept', accept]]);
  const parameters = new Map<string, string>(format === undefined ? [] : [['Format', format]]);
  expect(chooseFormat(headers, parameters)).toBe(expected);
});
