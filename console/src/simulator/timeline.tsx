/** The picture of a simulation, the moment that is looked at, and faults that can be dragged. Nothing is here only: all of it is in fields and tables too. */
import { type PointerEvent, useRef } from 'react';
import { useWidth } from '../group/use-width.ts';
import { useTexts } from '../i18n/texts.ts';
import { drawTimeline, faultHandles } from './drawing/draw.ts';
import { type Scale, scaleOf, type Shape, type View } from './drawing/shapes.ts';
import { pathOf } from './drawing/svg.ts';
import { totals } from './model/figures.ts';
import type { Fault, Scenario } from './model/scenario.ts';
import type { Simulation } from './model/simulate.ts';
import { texts } from './texts.ts';
import { useWords } from './use-words.ts';

interface Props {
  readonly simulation: Simulation;
  /** As it is being edited: handles follow the pointer before the simulation does. */
  readonly scenario: Scenario;
  readonly view: View;
  readonly cursorMs: number;
  readonly onCursor: (ms: number) => void;
  readonly onMoveFault: (fault: Fault, atMs: number) => void;
}

export function Timeline({ simulation, scenario, view, cursorMs, onCursor, onMoveFault }: Props) {
  const t = useTexts(texts);
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const scale = scaleOf(view, width);
  const { height, shapes } = drawTimeline(simulation, view, Math.max(width, 1), words);
  const { switches, failed } = totals(simulation);
  const msAt = (event: PointerEvent<SVGElement>): number => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    return timeAt(scale, event.clientX - left);
  };
  return (
    <div ref={box} className="simulator-timeline">
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={t.picture(switches, failed)}
        onPointerDown={(event) => onCursor(msAt(event))}
      >
        {shapes.map((shape, i) => (
          <Drawn key={i} shape={shape} />
        ))}
        <line
          className="simulator-cursor"
          x1={scale.x(cursorMs)}
          x2={scale.x(cursorMs)}
          y1={0}
          y2={height - 20}
        />
        {faultHandles(scenario.faults, scale).map(({ fault, x, y }) => (
          <Handle
            key={scenario.faults.indexOf(fault)}
            x={x}
            y={y}
            onMove={(at) => onMoveFault(fault, msAt(at))}
          />
        ))}
      </svg>
    </div>
  );
}

/** A tenth of a second, or what a pixel is worth where that is less. Within the view. */
function timeAt({ fromMs, toMs, width }: Scale, x: number): number {
  const ms = fromMs + (Math.max(0, Math.min(width, x)) / Math.max(1, width)) * (toMs - fromMs);
  const grain = toMs - fromMs > 20_000 ? 100 : 1;
  return Math.round(ms / grain) * grain;
}

interface HandleProps {
  readonly x: number;
  readonly y: number;
  readonly onMove: (event: PointerEvent<SVGCircleElement>) => void;
}

function Handle({ x, y, onMove }: HandleProps) {
  return (
    <circle
      className="simulator-handle"
      cx={x}
      cy={y}
      r={11}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onMove(event);
      }}
    />
  );
}

function Drawn({ shape }: { readonly shape: Shape }) {
  const { tone } = shape;
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height } = shape;
      return <rect data-tone={tone} x={x} y={y} width={Math.max(0.5, width)} height={height} />;
    }
    case 'path':
      return (
        <path
          data-tone={tone}
          d={pathOf(shape.points)}
          {...(shape.dashed === true && { strokeDasharray: '4 4' })}
        />
      );
    case 'dot':
      return <circle data-tone={tone} cx={shape.x} cy={shape.y} r={shape.radius} />;
    case 'text':
      return (
        <text data-tone={tone} x={shape.x} y={shape.y} textAnchor={shape.anchor}>
          {shape.text}
        </text>
      );
  }
}
