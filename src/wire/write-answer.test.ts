import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { ApiError } from '../contract/api-error.ts';
import {
  flagField,
  integerField,
  listField,
  objectField,
  optional,
  plainListField,
  textField,
} from '../contract/result.ts';
import { anyString } from './test-support.ts';
import { writeAnswer, writeError } from './write-answer.ts';
import { stripForbidden } from './xml-writer.ts';

const requestId = '9DEC9C28-AB05-4DDF-9A78-6B08EC9CE18C';
const json = { format: 'json', requestId } as const;
const xml = { format: 'xml', requestId } as const;

const contract = {
  name: 'DescribeThings',
  result: {
    Count: integerField(),
    On: flagField(),
    Note: optional(textField()),
    Rules: listField('Rule', objectField({ RuleId: textField(), Port: integerField() })),
    AclIds: plainListField(textField()),
    Group: objectField({ Names: listField('Name', textField()) }),
  },
};

const result = {
  Count: 2,
  On: false,
  Rules: [
    { RuleId: 'r-1', Port: 80 },
    { RuleId: 'r-2', Port: 90 },
  ],
  AclIds: ['a', 'b'],
  Group: { Names: [] },
  NotInTheContract: 'secret',
};

/** Strict: whatever XML 1.0 forbids is an error. Text by the path of elements. */
function judge(document: string): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  const open: string[] = [];
  let text = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    open.push(name);
    text = '';
  });
  parser.on('text', (chunk) => (text += chunk));
  parser.on('closetag', () => {
    const path = open.join('/');
    texts.set(path, [...(texts.get(path) ?? []), text]);
    text = '';
    open.pop();
  });
  parser.write(document).close();
  return texts;
}

test('JSON: a bare object, wrapped lists, plain lists, numbers and flags as such', async () => {
  const answer = await writeAnswer(contract, result, json);
  expect(answer.status).toBe(200);
  expect(answer.headers).toEqual({
    'content-type': 'application/json;charset=utf-8',
    'x-acs-request-id': requestId,
  });
  expect(JSON.parse(answer.body)).toEqual({
    RequestId: requestId,
    Count: 2,
    On: false,
    Rules: {
      Rule: [
        { RuleId: 'r-1', Port: 80 },
        { RuleId: 'r-2', Port: 90 },
      ],
    },
    AclIds: ['a', 'b'],
    Group: { Names: { Name: [] } },
  });
});

test('XML: a root named after the action, nested elements, plain lists as the element repeated', async () => {
  const answer = await writeAnswer(contract, { ...result, Note: '' }, xml);
  expect(answer.headers['content-type']).toBe('text/xml;charset=utf-8');
  expect(answer.body).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n<DescribeThingsResponse>',
      `<RequestId>${requestId}</RequestId><Count>2</Count><On>false</On><Note/>`,
      '<Rules><Rule><RuleId>r-1</RuleId><Port>80</Port></Rule><Rule><RuleId>r-2</RuleId><Port>90</Port></Rule></Rules>',
      '<AclIds>a</AclIds><AclIds>b</AclIds><Group><Names/></Group>',
      '</DescribeThingsResponse>',
    ].join(''),
  );
});

test('a list known by two names stands there twice, the second time with numbers as text', async () => {
  const twice = {
    name: 'X',
    result: {
      Members: listField('Member', objectField({ Port: integerField(), On: flagField(), Id: textField() }), {
        alsoAs: 'Members',
      }),
    },
  };
  const value = { Members: [{ Port: 80, On: true, Id: 'i' }] };
  const { body } = await writeAnswer(twice, value, json);
  expect(JSON.parse(body)).toMatchObject({
    Members: { Member: [{ Port: 80, On: true, Id: 'i' }], Members: [{ Port: '80', On: true, Id: 'i' }] },
  });
  const texts = judge((await writeAnswer(twice, value, xml)).body);
  expect(texts.get('XResponse/Members/Member/Port')).toEqual(['80']);
  expect(texts.get('XResponse/Members/Members/Port')).toEqual(['80']);
});

test('an empty list keeps its wrapper, also with two names', async () => {
  const shape = { name: 'X', result: { Members: listField('Member', textField(), { alsoAs: 'Members' }) } };
  expect(JSON.parse((await writeAnswer(shape, { Members: [] }, json)).body)).toEqual({
    RequestId: requestId,
    Members: { Member: [], Members: [] },
  });
  expect((await writeAnswer(shape, { Members: [] }, xml)).body).toContain('<Members/>');
});

test('an error document has five texts and the status of its code', async () => {
  const error = new ApiError('loadBalancerNotFound');
  const answer = await writeError(error, { ...json, hostId: 'slb.example.com' });
  expect(answer.status).toBe(404);
  expect(answer.headers['x-acs-request-id']).toBe(requestId);
  expect(JSON.parse(answer.body)).toEqual({
    RequestId: requestId,
    HostId: 'slb.example.com',
    Code: 'InvalidLoadBalancerId.NotFound',
    Message: 'The specified LoadBalancerId does not exist.',
    Recommend: 'Use an id from DescribeLoadBalancers.',
  });
});

test('an error document in XML has the root Error', async () => {
  const error = new ApiError('invalidAction', { action: '<&>"\'\u0000' });
  const { body, headers } = await writeError(error, { ...xml, hostId: 'h' });
  expect(headers['content-type']).toBe('text/xml;charset=utf-8');
  expect(judge(body).get('Error/Code')).toEqual(['InvalidAction.NotFound']);
  expect(judge(body).get('Error/Message')?.[0]).toContain('<&>"\'');
});

const text = { name: 'Say', result: { Text: textField(), Texts: listField('Text', textField()) } };

test('any string survives JSON', async () => {
  await fc.assert(
    fc.asyncProperty(anyString, async (said) => {
      const { body } = await writeAnswer(text, { Text: said, Texts: [said, said] }, json);
      expect(JSON.parse(body)).toEqual({ RequestId: requestId, Text: said, Texts: { Text: [said, said] } });
    }),
  );
});

test('any string survives XML but for the characters that XML forbids', async () => {
  await fc.assert(
    fc.asyncProperty(anyString, async (said) => {
      const { body } = await writeAnswer(text, { Text: said, Texts: [said, said] }, xml);
      const texts = judge(body);
      const kept = stripForbidden(said);
      expect(texts.get('SayResponse/Text')).toEqual([kept]);
      expect(texts.get('SayResponse/Texts/Text')).toEqual([kept, kept]);
    }),
  );
});

test.each([
  ['NUL and other controls', 'a\0\u0001\u0008\u000b\u001fb', 'ab'],
  ['tab, line feed and carriage return stay', '\t\n\r', '\t\n\r'],
  ['lone surrogates', 'a\ud800b\udc00c', 'abc'],
  ['a pair stays', '😀', '😀'],
  ['U+FFFE and U+FFFF', '\ufffe\uffff\ufffd', '\ufffd'],
])('stripping for XML: %s', (_what, given, kept) => {
  expect(stripForbidden(given)).toBe(kept);
});

test('a common parser of clients reads the XML too', async () => {
  const { body } = await writeAnswer(contract, { ...result, Note: 'a & b <c> ]]>' }, xml);
  const parsed: unknown = new XMLParser().parse(body);
  expect(parsed).toMatchObject({
    DescribeThingsResponse: {
      Note: 'a & b <c> ]]>',
      Rules: { Rule: [{ Port: 80 }, { Port: 90 }] },
      AclIds: ['a', 'b'],
    },
  });
});
