/** A picture as the text of an SVG file, in the colours of the light theme. */
import type { Picture, Shape, Tone } from './shapes.ts';

/** As in theme.css. */
const colours: Readonly<Record<Tone, string>> = {
  text: '#1c2430',
  quiet: '#566173',
  line: '#d9dee5',
  ok: '#1a7f37',
  'ok-soft': '#bfe5ca',
  warning: '#d08a00',
  critical: '#c21e2b',
  'critical-soft': '#f6cfd2',
  accent: '#bf4600',
  'accent-soft': '#ffd9bd',
  off: '#656f7e',
};
const MARGIN = 16;

export function svgText({ width, height, shapes }: Picture, title: string): string {
  const size = `${width + 2 * MARGIN} ${height + 2 * MARGIN}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-MARGIN} ${-MARGIN} ${size}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="${-MARGIN}" y="${-MARGIN}" width="${width + 2 * MARGIN}" height="${height + 2 * MARGIN}" fill="#ffffff"/>`,
    ...shapes.map(shapeText),
    '</svg>',
    '',
  ].join('\n');
}

function shapeText(shape: Shape): string {
  const colour = colours[shape.tone];
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height } = shape;
      return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${colour}"/>`;
    }
    case 'path':
      return `<path d="${pathOf(shape.points)}" fill="none" stroke="${colour}"${shape.dashed ? ' stroke-dasharray="4 4"' : ''}/>`;
    case 'dot':
      return `<circle cx="${px(shape.x)}" cy="${px(shape.y)}" r="${px(shape.radius)}" fill="${colour}"/>`;
    case 'text':
      return `<text x="${px(shape.x)}" y="${px(shape.y)}" text-anchor="${shape.anchor}" fill="${colour}">${escaped(shape.text)}</text>`;
  }
}

export function pathOf(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('');
}

/** A tenth of a pixel is finer than anybody sees, and the same on every machine. */
function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
