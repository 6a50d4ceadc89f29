/** Which part of a story is seen, in milliseconds since its origin. Pure. */
import { beginOf } from './event.ts';
import { originOf, type Story } from './story.ts';

export interface View {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Events lie within milliseconds of each other; nothing is told more precisely. */
const NARROWEST_MS = 8;
/** Room at both ends, as a share of the whole. */
const MARGIN = 0.06;

export function wholeOf(story: Story): View {
  const origin = originOf(story);
  const begin = Math.min(...story.events.map(beginOf)) - origin;
  const end = Math.max(...story.events.map(({ atMs }) => atMs)) - origin;
  const margin = Math.max(NARROWEST_MS / 2, (end - begin) * MARGIN);
  return { fromMs: begin - margin, toMs: end + margin };
}

/** `factor` below 1 shows less; the time at `aroundMs` stays where it is. */
export function zoomed(view: View, factor: number, aroundMs: number, whole: View): View {
  const length = view.toMs - view.fromMs;
  const wanted = Math.min(whole.toMs - whole.fromMs, Math.max(NARROWEST_MS, length * factor));
  const fromMs = aroundMs - ((aroundMs - view.fromMs) / length) * wanted;
  return within({ fromMs, toMs: fromMs + wanted }, whole);
}

export function moved(view: View, byMs: number, whole: View): View {
  return within({ fromMs: view.fromMs + byMs, toMs: view.toMs + byMs }, whole);
}

/** The same length, around a time. */
export function centred(view: View, atMs: number, whole: View): View {
  return moved(view, atMs - (view.fromMs + view.toMs) / 2, whole);
}

function within(view: View, whole: View): View {
  const shift = Math.max(0, whole.fromMs - view.fromMs) - Math.max(0, view.toMs - whole.toMs);
  return { fromMs: view.fromMs + shift, toMs: view.toMs + shift };
}

/** Round times at a readable distance. */
export function ticksOf({ fromMs, toMs }: View, atMost: number): readonly number[] {
  const rough = (toMs - fromMs) / Math.max(1, atMost);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  const first = Math.ceil(fromMs / step);
  const count = Math.max(0, Math.floor(toMs / step) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}
