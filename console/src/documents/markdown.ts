/** Markdown as the repository has it: GitHub's flavour, headings with the names that GitHub gives them. */
import { Marked, type Tokens } from 'marked';

/** `base`: address of the document; links and pictures in it are relative to that. */
export function markdownToHtml(text: string, base: URL): string {
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      heading({ tokens, depth, text: title }: Tokens.Heading) {
        // The page has its heading already.
        if (depth === 1) return '';
        return `<h${depth} id="${slug(title)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      code({ text, lang }: Tokens.Code) {
        // Reachable by keyboard, since it may have to be scrolled.
        return `<pre tabindex="0"><code data-language="${lang ?? ''}">${escapeHtml(text)}</code></pre>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const text = this.parser.parseInline(tokens);
        const inside = URL.canParse(href) && isPublished(new URL(href), base);
        return inside ? `<a href="${encodeURI(decodeURI(href))}">${text}</a>` : text;
      },
    },
    walkTokens(token) {
      if (token.type === 'link' || token.type === 'image')
        token['href'] = absolute(String(token['href']), base);
    },
  });
  return marked.parse(text, { async: false });
}

function absolute(href: string, base: URL): string {
  return new URL(href, base).href;
}

/** Files of the repository outside of docs/ are not part of the console. */
function isPublished(url: URL, base: URL): boolean {
  return url.origin !== base.origin || url.pathname.startsWith('/console/docs/');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}
