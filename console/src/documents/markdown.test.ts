import { expect, test } from 'vitest';
import { pathOfLink } from './links.ts';
import { markdownToHtml, slug } from './markdown.ts';

const base = new URL('http://127.0.0.1:8014/console/docs/guides/one');

test('links and pictures are relative to the document', () => {
  const html = markdownToHtml('[a](../failover.md#why) ![b](images/b.svg)', base);
  expect(html).toContain('href="http://127.0.0.1:8014/console/docs/failover.md#why"');
  expect(html).toContain('src="http://127.0.0.1:8014/console/docs/guides/images/b.svg"');
});

test('a file outside of docs/ is named, but no link', () => {
  expect(markdownToHtml('see [the code](../../src/domain/election.ts)', base)).toBe('<p>see the code</p>\n');
  expect(markdownToHtml('[x](https://example.com/)', base)).toContain('href="https://example.com/"');
});

test('headings have the names that links use', () => {
  expect(markdownToHtml('# Title\n\n## What is `held`, and why', base)).toContain(
    '<h2 id="what-is-held-and-why">',
  );
  expect(slug('Users, sessions & limits')).toBe('users-sessions--limits');
});

test('a document of ours opens in the console, anything else outside', () => {
  const at = (href: string) => pathOfLink(new URL(href), base.origin);
  expect(at('http://127.0.0.1:8014/console/docs/failover.md#why')).toBe('/documents/failover#why');
  expect(at('https://example.com/console/docs/failover.md')).toBeUndefined();
  expect(at('http://127.0.0.1:8014/console/docs/benchmarks/failover.json')).toBeUndefined();
});
