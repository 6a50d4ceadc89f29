import { describe, expect, it } from 'vitest';
import { fitsDomain, ruleFor } from './rule-match.ts';

const rules = [
  { domain: '', url: '/static' },
  { domain: '*.example.com', url: '' },
  { domain: '*.market.example.com', url: '' },
  { domain: '*.market.example.com', url: '/api' },
  { domain: 'www.example.com', url: '/abc' },
  { domain: 'www.example.com', url: '/abcd' },
  { domain: 'shop.example.com', url: '' },
];

const nameOf = (rule: { domain: string; url: string } | undefined): string =>
  rule === undefined ? 'none' : `${rule.domain}${rule.url}`;

describe('the rule of a request', () => {
  it.each([
    ['longest url of the exact domain', 'www.example.com', '/abcde', 'www.example.com/abcd'],
    ['a shorter one that fits', 'www.example.com', '/abc/d', 'www.example.com/abc'],
    ['a url is a beginning of the text, not a folder', 'www.example.com', '/abcx', 'www.example.com/abc'],
    ['exact domain without a fitting url: the wildcard', 'www.example.com', '/static/x', '*.example.com'],
    ['exact domain before a wildcard', 'shop.example.com', '/static', 'shop.example.com'],
    ['narrower wildcard before the wider one', 'a.market.example.com', '/x', '*.market.example.com'],
    ['longest url of the narrower wildcard', 'a.market.example.com', '/api/x', '*.market.example.com/api'],
    ['a wildcard stands for several labels', 'a.b.example.com', '/', '*.example.com'],
    ['a wildcard is not the domain itself', 'example.com', '/', 'none'],
    ['rules without a domain come last', 'other.org', '/static/x', '/static'],
    ['none fits', 'other.org', '/', 'none'],
    ['without a host', '', '/static', '/static'],
    ['the url is told by case', 'www.example.com', '/ABC', '*.example.com'],
  ])('%s', (_case, host, path, expected) => {
    expect(nameOf(ruleFor(rules, host, path))).toBe(expected);
    expect(nameOf(ruleFor(rules.toReversed(), host, path))).toBe(expected);
  });

  it('a wildcard needs a label before its point', () => {
    expect(fitsDomain('*.example.com', '.example.com')).toBe(false);
    expect(fitsDomain('*.example.com', 'xexample.com')).toBe(false);
  });
});
