/** Answers, indented. What is neither JSON nor XML is left as it is. */
import type { Format } from '../../../src/wire/request-parts.ts';

export function pretty(body: string, format: Format): string {
  return format === 'json' ? prettyJson(body) : prettyXml(body);
}

function prettyJson(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** Of documents without mixed content, as those of the API are: every tag on a line, texts beside theirs. */
function prettyXml(body: string): string {
  const lines: string[] = [];
  let depth = 0;
  for (const [token] of body.matchAll(/<[^>]+>[^<]*/g)) {
    const text = token.trim();
    const closing = text.startsWith('</');
    if (closing) depth -= 1;
    const last = lines.at(-1) ?? '';
    const opened = /^\s*<([^\s/>?!]+)[^>]*>[^<]*$/.exec(last)?.[1];
    if (closing && opened !== undefined && text.startsWith(`</${opened}>`))
      lines[lines.length - 1] = last + text;
    else lines.push('  '.repeat(Math.max(0, depth)) + text);
    if (!closing && !text.startsWith('<?') && !/\/>\s*$/.test(text)) depth += 1;
  }
  return lines.length === 0 ? body : lines.join('\n');
}
