/** A picture as data: drawn by React in the page, as text for the documents. Colours are named after what they mean. */
export type Tone =
  | 'text'
  | 'quiet'
  | 'line'
  | 'ok'
  | 'ok-soft'
  | 'warning'
  | 'critical'
  | 'critical-soft'
  | 'accent'
  | 'accent-soft'
  | 'off';

/** Pixels. */
export type Shape =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly tone: Tone;
    }
  | {
      readonly kind: 'path';
      readonly points: readonly (readonly [number, number])[];
      readonly tone: Tone;
      readonly dashed?: boolean;
    }
  | {
      readonly kind: 'dot';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly tone: Tone;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly tone: Tone;
      readonly anchor: 'start' | 'middle' | 'end';
    };

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** What part of the time is shown. */
export interface View {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From time to pixels. */
export interface Scale extends View {
  readonly width: number;
  x(ms: number): number;
}

export function scaleOf(view: View, width: number): Scale {
  const { fromMs, toMs } = view;
  return { ...view, width, x: (ms) => ((ms - fromMs) / (toMs - fromMs)) * width };
}

/** A band from one time to another, cut to what is shown; nothing when it lies outside. */
export function band(
  scale: Scale,
  { fromMs, toMs }: View,
  y: number,
  height: number,
  tone: Tone,
): readonly Shape[] {
  if (toMs <= scale.fromMs || fromMs >= scale.toMs) return [];
  const x = scale.x(Math.max(fromMs, scale.fromMs));
  return [{ kind: 'rect', x, y, width: scale.x(Math.min(toMs, scale.toMs)) - x, height, tone }];
}

export function isShown({ fromMs, toMs }: View, ms: number): boolean {
  return ms >= fromMs && ms <= toMs;
}
