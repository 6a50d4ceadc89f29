import { describe, expect, it } from 'vitest';
import { preset, presetNames } from '../model/presets.ts';
import { defaultScenario } from '../model/scenario.ts';
import { simulate } from '../model/simulate.ts';
import { drawTimeline } from './draw.ts';
import { scaleOf, type Shape } from './shapes.ts';
import { svgText } from './svg.ts';
import { axisTime, shortDuration, wordsEn, wordsZh } from './words.ts';

const WIDTH = 800;

function drawn(name: (typeof presetNames)[number], view?: { fromMs: number; toMs: number }) {
  const scenario = preset(name, defaultScenario);
  return drawTimeline(simulate(scenario), view ?? { fromMs: 0, toMs: scenario.durationMs }, WIDTH, wordsEn);
}

function texts(shapes: readonly Shape[]): readonly string[] {
  return shapes.flatMap((shape) => (shape.kind === 'text' ? shape.text : []));
}

function edges(shape: Shape): readonly (readonly [number, number])[] {
  switch (shape.kind) {
    case 'rect':
      return [
        [shape.x, shape.y],
        [shape.x + shape.width, shape.y + shape.height],
      ];
    case 'path':
      return shape.points;
    default:
      return [[shape.x, shape.y]];
  }
}

describe.each(presetNames)('the picture of %s', (name) => {
  it.each([
    ['whole', undefined],
    ['close', { fromMs: 9_500, toMs: 11_000 }],
  ] as const)('%s: nothing outside its frame', (_view, view) => {
    const { width, height, shapes } = drawn(name, view);
    const outside = shapes
      .flatMap((shape) => edges(shape))
      .filter(([x, y]) => x < -0.01 || y < 0 || x > width + 0.01 || y > height);
    expect(outside).toEqual([]);
  });

  it('says who was active, one after another', () => {
    expect(texts(drawn(name).shapes)).toEqual(expect.arrayContaining(['Master', 'Slave']));
  });
});

it('the window is as long as it took, and says so', () => {
  const { shapes } = drawn('killed');
  const scale = scaleOf({ fromMs: 0, toMs: 60_000 }, WIDTH);
  const label = shapes.find(
    (shape) => shape.kind === 'text' && /failed/.test(shape.text) && /:/.test(shape.text),
  );
  expect(label).toMatchObject({ text: '4.00 s: 0 failed, 0 delayed' });
  const bracket = shapes.find(
    (shape) => shape.kind === 'path' && shape.points.length === 4 && shape.tone === 'text',
  );
  const [from, to] = bracket?.kind === 'path' ? [bracket.points[0]?.[0], bracket.points[3]?.[0]] : [];
  expect(from).toBeCloseTo(scale.x(10_005), 0);
  expect(to).toBeCloseTo(scale.x(14_008), 0);
});

it('clients that failed are red, delayed ones amber, and only in the window', () => {
  const red = (name: 'silent' | 'both-down', tone: Shape['tone']): readonly Shape[] =>
    drawn(name).shapes.filter((shape) => shape.kind === 'rect' && shape.tone === tone);
  expect(red('both-down', 'critical').length).toBeGreaterThan(0);
  expect(red('silent', 'critical')).toEqual([]);
  const amber = red('silent', 'warning').flatMap((shape) => edges(shape).map(([x]) => (x / WIDTH) * 90_000));
  expect(Math.min(...amber)).toBeGreaterThan(9_000);
  expect(Math.max(...amber)).toBeLessThan(30_000);
});

it('the penalty is drawn once there is one to speak of', () => {
  const titles = (name: 'flapping' | 'silent'): readonly string[] => texts(drawn(name).shapes);
  expect(titles('flapping')).toContain('Flap penalty');
  const quiet = drawTimeline(simulate(defaultScenario), { fromMs: 0, toMs: 60_000 }, WIDTH, wordsZh);
  expect(texts(quiet.shapes)).not.toContain(wordsZh.penalty);
});

it('as a file: well-formed, in the same colours every time, and safe from what a text contains', () => {
  const picture = drawn('killed');
  expect(svgText(picture, 'a < b & c')).toContain('<title>a &lt; b &amp; c</title>');
  expect(svgText(picture, 't')).toBe(svgText(drawn('killed'), 't'));
  expect(svgText(picture, 't')).not.toMatch(/undefined|NaN/);
});

it.each([
  [7, '7 ms'],
  [999, '999 ms'],
  [4_004, '4.00 s'],
  [20_300, '20.3 s'],
  [150_000, '2:30 min'],
])('%d ms is %s', (ms, text) => expect(shortDuration(ms)).toBe(text));

it('an axis has no more digits than its step needs', () => {
  expect([axisTime(20_600, 100), axisTime(5_000, 5_000), axisTime(300_000, 300_000)]).toEqual([
    '20.6 s',
    '5 s',
    '5 min',
  ]);
});
