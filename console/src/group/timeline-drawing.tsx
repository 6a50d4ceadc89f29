import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { texts } from './texts.ts';
import type { Lane, Mark, TimelineLayout } from './timeline-layout.ts';
import { ticksOf, type View } from './timeline-view.ts';

const LANE = 50;
const HEAD = 22;
/** Of the lane: its name is above its line, times are below. */
const LINE = 26;

interface Props {
  readonly layout: TimelineLayout;
  readonly view: View;
  readonly width: number;
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

export function TimelineDrawing({ layout, view, width, selected, onSelect }: Props) {
  const t = useTexts(texts);
  const { milliseconds } = useFormats();
  const height = HEAD + layout.lanes.length * LANE;
  const xOf = (ms: number): number => ((ms - view.fromMs) / (view.toMs - view.fromMs)) * width;
  const yOf = ({ lane }: Mark): number => HEAD + lane * LANE + LINE;
  return (
    // Everything in it stands in the list of events too.
    <svg width={width} height={height} aria-hidden="true" className="timeline-drawing">
      {ticksOf(view, Math.floor(width / 110)).map((ms) => (
        <g key={ms} className="timeline-tick">
          <line x1={xOf(ms)} x2={xOf(ms)} y1={HEAD - 4} y2={height} />
          <text x={xOf(ms)} y={12} textAnchor="middle">
            {milliseconds(ms)}
          </text>
        </g>
      ))}
      {layout.lanes.map((lane, index) => (
        <g key={nameOf(lane, t)} className="timeline-lane" transform={`translate(0 ${HEAD + index * LANE})`}>
          <line x1={0} x2={width} y1={LINE} y2={LINE} />
          <text x={4} y={12}>
            {nameOf(lane, t)}
          </text>
        </g>
      ))}
      {layout.causes.map(([from, to]) => (
        <path
          key={`${from.event.id} ${to.event.id}`}
          className="timeline-cause"
          d={`M${from.x},${yOf(from)} C${from.x},${yOf(to)} ${from.x},${yOf(to)} ${to.x},${yOf(to)}`}
        />
      ))}
      {layout.marks.map((mark) => (
        <MarkShape
          key={mark.event.id}
          mark={mark}
          y={yOf(mark)}
          isSelected={mark.event.id === selected}
          onSelect={onSelect}
          label={mark.hasLabel ? milliseconds(mark.afterMs) : ''}
          anchor={mark.x > width - 60 ? 'end' : 'middle'}
        />
      ))}
    </svg>
  );
}

interface MarkProps {
  readonly mark: Mark;
  readonly y: number;
  readonly isSelected: boolean;
  readonly onSelect: (id: string) => void;
  readonly label: string;
  readonly anchor: 'middle' | 'end';
}

function MarkShape({ mark, y, isSelected, onSelect, label, anchor }: MarkProps) {
  const { x, beginX, tone, isTurn, event } = mark;
  const size = isTurn ? 6 : 4;
  return (
    <g
      className="timeline-mark"
      data-tone={tone}
      data-selected={isSelected}
      onClick={() => onSelect(event.id)}
    >
      {/* What a finger or pointer meets. */}
      <rect className="timeline-touch" x={x - 12} y={y - 14} width={24} height={28} />
      {x - beginX > 1 && <line x1={beginX} x2={x} y1={y} y2={y} className="timeline-span" />}
      {isSelected && <circle cx={x} cy={y} r={size + 5} className="timeline-ring" />}
      <Shape x={x} y={y} size={size} tone={tone} isTurn={isTurn} />
      <text x={anchor === 'end' ? x + 6 : x} y={y + 20} textAnchor={anchor}>
        {label}
      </text>
      <title>{event.sentence}</title>
    </g>
  );
}

/** Tones differ by shape too. */
function Shape({
  x,
  y,
  size,
  tone,
  isTurn,
}: Pick<Mark, 'x' | 'tone' | 'isTurn'> & { y: number; size: number }) {
  if (tone === 'decision') return <path d={`M${x},${y - 8} l8,8 l-8,8 l-8,-8 z`} />;
  if (tone === 'effect') return <rect x={x - 5} y={y - 5} width={10} height={10} />;
  if (tone === 'bad') {
    const arm = `M${x - size},${y - size} l${2 * size},${2 * size} m0,${-2 * size} l${-2 * size},${2 * size}`;
    return <path d={arm} className={isTurn ? 'timeline-cross-bold' : 'timeline-cross'} />;
  }
  return <circle cx={x} cy={y} r={size} />;
}

function nameOf(lane: Lane, t: ReturnType<typeof useTexts<(typeof texts)['en']>>): string {
  if (lane.kind !== 'server') return t.lanes[lane.kind];
  return lane.role === null ? lane.targetId : `${t.roles[lane.role]} ${lane.targetId}`;
}
