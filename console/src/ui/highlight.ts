/** highlight.js with the languages of samples and answers, as parts instead of markup. */
import type { LanguageFn } from 'highlight.js';
import highlighter from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import csharp from 'highlight.js/lib/languages/csharp';
import go from 'highlight.js/lib/languages/go';
import http from 'highlight.js/lib/languages/http';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import xml from 'highlight.js/lib/languages/xml';
import type { CodeLanguage, Highlighted } from './code.tsx';

/** HCL has none of its own there; what it looks like most is near enough. */
const languages: Readonly<Record<Exclude<CodeLanguage, 'text'>, LanguageFn>> = {
  bash,
  csharp,
  go,
  hcl: ruby,
  http,
  java,
  javascript,
  json,
  php,
  python,
  xml,
};
for (const [name, language] of Object.entries(languages)) highlighter.registerLanguage(name, language);

export function highlight(code: string, language: Exclude<CodeLanguage, 'text'>): readonly Highlighted[] {
  const html = highlighter.highlight(code, { language, ignoreIllegals: true }).value;
  const document = new DOMParser().parseFromString(html, 'text/html');
  return [...document.body.childNodes].map(partOf);
}

/** The document was parsed without being shown: nothing in it is fetched or run. */
function partOf(node: Node): Highlighted {
  if (!(node instanceof HTMLElement)) return node.textContent ?? '';
  return {
    scope: node.className.replace(/^hljs-/, '').replaceAll(' ', '.'),
    children: [...node.childNodes].map(partOf),
  };
}
