/** What the simulation comes to, and everything that happened in it as text. */
import { useTexts } from '../i18n/texts.ts';
import '../ui/data-table.css';
import { Facts } from '../ui/facts.tsx';
import { shortDuration } from './drawing/words.ts';
import { type DetectionRange, totals, windowsOf } from './model/figures.ts';
import type { Simulation } from './model/simulate.ts';
import { texts } from './texts.ts';
import { useSentence } from './use-words.ts';

interface Props {
  readonly simulation: Simulation;
  /** Undefined where it does not always come to a decision. */
  readonly range: DetectionRange | undefined;
}

/** More windows than these are flapping: their number says enough. */
const WINDOWS_SHOWN = 3;

export function Outcome({ simulation, range }: Props) {
  const t = useTexts(texts);
  const { clients, failed, delayed, fellBack, worstDelayMs, cut } = totals(simulation);
  const windows = windowsOf(simulation);
  const shown = windows
    .slice(0, WINDOWS_SHOWN)
    .map((window) => (
      <div key={window.decision.epoch}>
        {t.windowOf(shortDuration(window.decidedMs - window.firstFailureMs), window.failed, window.delayed)}
      </div>
    ));
  return (
    <section className="stack">
      <h3>{t.figures}</h3>
      <Facts
        facts={{
          [t.windows(windows.length)]: windows.length === 0 ? t.noFigure : shown,
          [t.range]: range
            ? t.rangeOf(shortDuration(range.shortestMs), shortDuration(range.longestMs))
            : t.noFigure,
          [t.clients]: t.clientsOf(clients, failed, delayed, fellBack),
          [t.worst]: shortDuration(worstDelayMs),
          [t.cut]: t.cutOf(cut.byServer, cut.byPolicy),
        }}
      />
    </section>
  );
}

export function EventList({ simulation: { events } }: Pick<Props, 'simulation'>) {
  const t = useTexts(texts);
  const sentence = useSentence();
  return (
    <details>
      <summary>{t.eventsOf(events.length)}</summary>
      <table className="table" aria-label={t.events}>
        <thead>
          <tr>
            <th scope="col">{t.time}</th>
            <th scope="col">{t.event}</th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ atMs, fact }, i) => (
            <tr key={i}>
              <td data-title={t.time}>{(atMs / 1_000).toFixed(3)} s</td>
              <td data-title={t.event}>{sentence(fact)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
