import { expect, test } from 'vitest';
import { pretty } from './pretty.ts';

test('JSON', () => expect(pretty('{"a":[1]}', 'json')).toBe('{\n  "a": [\n    1\n  ]\n}'));

test('XML: every element on a line, its text beside it', () => {
  expect(pretty('<?xml version="1.0"?><A><B>x</B><C><D>1</D><D>2</D></C><E/></A>', 'xml')).toBe(
    [
      '<?xml version="1.0"?>',
      '<A>',
      '  <B>x</B>',
      '  <C>',
      '    <D>1</D>',
      '    <D>2</D>',
      '  </C>',
      '  <E/>',
      '</A>',
    ].join('\n'),
  );
});

test('anything else stays as it is', () => {
  expect(pretty('no document', 'json')).toBe('no document');
  expect(pretty('no document', 'xml')).toBe('no document');
});
