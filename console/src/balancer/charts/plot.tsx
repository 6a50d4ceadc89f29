/** One chart of uPlot, in the colours of the theme; its cursor is that of all charts of the page. */
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useLanguage } from '../../i18n/language.ts';
import { useTheme } from '../../theme/theme.ts';
import type { ChartData } from './points.ts';

interface Props {
  readonly times: readonly number[];
  readonly data: ChartData;
  /** Of each series. */
  readonly labels: readonly string[];
  readonly timeLabel: string;
  readonly format: (value: number) => string;
}

const HEIGHT = 150;
const AXIS_WIDTH = 64;
const TIMES_HEIGHT = 28;
const MINUTE_S = 60;
const SYNC = uPlot.sync('traffic');
const colours = ['--accent', '--ok'] as const;

export function Plot({ times, data, labels, timeLabel, format }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const { theme } = useTheme();
  const language = useLanguage();
  const aligned = alignedOf(times, data);
  const latest = useRef(aligned);
  latest.current = aligned;

  // A chart keeps the colours and words that it was made with.
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const made = new uPlot(optionsFor(element, { labels, timeLabel, format }), latest.current, element);
    plot.current = made;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) made.setSize({ width: entry.contentRect.width, height: HEIGHT });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [theme, language, data.name]);

  useEffect(() => plot.current?.setData(alignedOf(times, data)), [times, data]);
  return <div ref={frame} className="chart-plot" aria-hidden="true" />;
}

function alignedOf(times: readonly number[], { series }: ChartData): uPlot.AlignedData {
  return [[...times], ...series.map(({ values }) => [...values])];
}

function optionsFor(
  element: HTMLElement,
  { labels, timeLabel, format }: Pick<Props, 'labels' | 'timeLabel' | 'format'>,
): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name);
  const axis = {
    stroke: colour('--quiet'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    font: '11px system-ui, sans-serif',
  };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    cursor: { sync: { key: SYNC.key }, drag: { x: false, y: false } },
    legend: { show: true, live: true },
    scales: { y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
    axes: [
      { ...axis, size: TIMES_HEIGHT, values: (_, ticks) => ticks.map((tick) => time(tick, ticks)) },
      { ...axis, size: AXIS_WIDTH, values: (_, ticks) => ticks.map(format) },
    ],
    series: [
      { label: timeLabel, value: '{HH}:{mm}:{ss}' },
      ...labels.map((label, index) => ({
        label,
        stroke: colour(colours[index] ?? '--text'),
        width: 1.5,
        points: { show: false },
        spanGaps: false,
        value: (_: uPlot, value: number | null) => (value === null ? '–' : format(value)),
      })),
    ],
  };
}

/** With seconds where ticks are closer than a minute. */
function time(tick: number, ticks: readonly number[]): string {
  const [first = 0, second = 0] = ticks;
  const text = uPlot.fmtDate(second - first < MINUTE_S ? '{HH}:{mm}:{ss}' : '{HH}:{mm}');
  return text(new Date(tick * 1000));
}
