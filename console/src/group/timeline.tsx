/** The timeline of one story: zoomed and moved with buttons, wheel and keys; events are chosen by click or arrow keys. */
import { Button } from 'antd';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { originOf, type Story } from './story.ts';
import { texts } from './texts.ts';
import { TimelineDrawing } from './timeline-drawing.tsx';
import { layoutOf } from './timeline-layout.ts';
import { centred, moved, type View, wholeOf, zoomed } from './timeline-view.ts';
import './timeline.css';
import { useWidth } from './use-width.ts';

interface Props {
  readonly story: Story;
  /** Id of the event that is looked at. */
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

const ZOOM = 0.5;
const SMALLEST_WIDTH = 260;

export function Timeline({ story, selected, onSelect }: Props) {
  const t = useTexts(texts);
  const helpId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = Math.max(SMALLEST_WIDTH, useWidth(frame));
  const whole = wholeOf(story);
  const [chosen, setView] = useState<View>();
  const view = chosen ?? whole;
  const layout = layoutOf(story, view, width);
  const at = story.events.findIndex(({ id }) => id === selected);
  const selectedMs = (story.events[at]?.atMs ?? originOf(story)) - originOf(story);

  const zoom = (factor: number, aroundMs: number): void => setView(zoomed(view, factor, aroundMs, whole));
  const select = (index: number): void => {
    const event = story.events[index];
    if (!event) return;
    onSelect(event.id);
    const ms = event.atMs - originOf(story);
    if (ms < view.fromMs || ms > view.toMs) setView(centred(view, ms, whole));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = (view.toMs - view.fromMs) / 5;
    const arrow = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (arrow !== 0 && event.shiftKey) setView(moved(view, arrow * step, whole));
    else if (arrow !== 0) select(at + arrow);
    else if (event.key === '+' || event.key === '=') zoom(ZOOM, selectedMs);
    else if (event.key === '-') zoom(1 / ZOOM, selectedMs);
    else if (event.key === '0') setView(undefined);
    else return;
    event.preventDefault();
  };
  useWheelZoom(frame, (share, factor) => zoom(factor, view.fromMs + share * (view.toMs - view.fromMs)));
  const drag = useDrag((pixels) =>
    setView(moved(view, (-pixels / width) * (view.toMs - view.fromMs), whole)),
  );

  return (
    <section className="timeline" aria-label={t.timeline}>
      <div className="row">
        <h3>{t.timeline}</h3>
        <div className="row push">
          <Button size="small" onClick={() => zoom(ZOOM, selectedMs)}>
            {t.zoomIn}
          </Button>
          <Button size="small" onClick={() => zoom(1 / ZOOM, selectedMs)}>
            {t.zoomOut}
          </Button>
          <Button size="small" onClick={() => setView(undefined)}>
            {t.fit}
          </Button>
        </div>
      </div>
      <div
        ref={frame}
        className="timeline-frame"
        role="group"
        aria-label={t.timeline}
        aria-describedby={helpId}
        tabIndex={0}
        onKeyDown={onKeyDown}
        {...drag}
      >
        <TimelineDrawing layout={layout} view={view} width={width} selected={selected} onSelect={onSelect} />
      </div>
      <p className="quiet timeline-help" id={helpId}>
        {t.timelineHelp}
      </p>
    </section>
  );
}

/** With Ctrl (or a pinch, which browsers report so): a plain wheel scrolls the page. */
function useWheelZoom(
  frame: React.RefObject<HTMLDivElement | null>,
  zoom: (share: number, factor: number) => void,
): void {
  const latest = useRef(zoom);
  useEffect(() => {
    latest.current = zoom;
  });
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      latest.current((event.clientX - box.left) / box.width, Math.exp(event.deltaY / 200));
    };
    // React's own listener may not prevent the browser's zoom.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [frame]);
}

function useDrag(move: (pixels: number) => void) {
  const last = useRef<number>(undefined);
  return {
    onPointerDown: (event: PointerEvent): void => {
      last.current = event.clientX;
    },
    onPointerMove: (event: PointerEvent): void => {
      if (last.current === undefined || event.buttons === 0) return;
      move(event.clientX - last.current);
      last.current = event.clientX;
    },
    onPointerUp: (): void => {
      last.current = undefined;
    },
  };
}
