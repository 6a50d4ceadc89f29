/** What is true at one moment of the simulation, and the last thing that was said. */
import { useId } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { Facts } from '../ui/facts.tsx';
import { shortDuration, type Words } from './drawing/words.ts';
import type { View } from './drawing/shapes.ts';
import { electionAt, penaltyAt, verdictAt } from './model/figures.ts';
import type { Simulation } from './model/simulate.ts';
import { texts } from './texts.ts';
import { useSentence, useWords } from './use-words.ts';

interface Props {
  readonly simulation: Simulation;
  readonly view: View;
  readonly cursorMs: number;
  readonly onCursor: (ms: number) => void;
}

export function Moment({ simulation, view, cursorMs, onCursor }: Props) {
  const t = useTexts(texts);
  const words = useWords();
  const sentence = useSentence();
  const id = useId();
  const { active, epoch } = electionAt(simulation, cursorMs);
  const last = simulation.events.findLast(({ atMs }) => atMs <= cursorMs);
  return (
    <section className="stack">
      <label className="simulator-slider" htmlFor={id}>
        <span>
          {t.moment}: {shortDuration(cursorMs)}
        </span>
        <input
          id={id}
          type="range"
          min={view.fromMs}
          max={view.toMs}
          step={Math.max(1, Math.round((view.toMs - view.fromMs) / 1_000))}
          value={cursorMs}
          aria-valuetext={`${shortDuration(cursorMs)}, ${words.roles[active]}`}
          onChange={(event) => onCursor(Number(event.target.value))}
        />
      </label>
      <p>
        <strong>{t.state(words.roles[active], epoch)}</strong>
      </p>
      <p>{last ? `${shortDuration(last.atMs)}: ${sentence(last.fact)}` : t.noEvents}</p>
      <Facts
        facts={{
          ...healthFacts(simulation, cursorMs, words, t.verdicts),
          [t.penalty]: penaltyAt(simulation, cursorMs).toFixed(2),
        }}
      />
    </section>
  );
}

function healthFacts(
  simulation: Simulation,
  atMs: number,
  words: Words,
  verdicts: Readonly<Record<'unknown' | 'healthy' | 'unhealthy', string>>,
) {
  return {
    [words.roles.Master]: verdicts[verdictAt(simulation, 'Master', atMs)],
    [words.roles.Slave]: verdicts[verdictAt(simulation, 'Slave', atMs)],
  };
}
