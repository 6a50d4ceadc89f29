/** The failover simulator: a scenario to edit, and what the service's rules make of it. */
import { Button } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { ChoiceField } from './fields.tsx';
import { detectionRange, windowsOf } from './model/figures.ts';
import { preset, presetNames } from './model/presets.ts';
import { defaultScenario, type Fault, type Scenario } from './model/scenario.ts';
import { simulate, type Simulation } from './model/simulate.ts';
import { Moment } from './moment.tsx';
import { EventList, Outcome } from './outcome.tsx';
import { ScriptForm } from './script-form.tsx';
import { SettingsForm } from './settings-form.tsx';
import './simulator.css';
import { texts } from './texts.ts';
import { Timeline } from './timeline.tsx';

interface Props {
  /** Check and policies of a group and its listener; the defaults without it. */
  readonly initial?: Partial<Pick<Scenario, 'check' | 'policy' | 'connectTimeouts'>>;
}

/** Clients that one simulation is given at most: what a browser works out without a pause. */
const MOST_CLIENTS = 60_000;

export function Simulator({ initial }: Props) {
  const t = useTexts(texts);
  const begin = { ...defaultScenario, ...initial };
  const [scenario, setScenario] = useState(() => preset('killed', begin));
  const [chosenMs, setCursorMs] = useState<number>();
  const [shownWindow, setShownWindow] = useState('whole');
  const lived = useDeferredValue(scenario);
  const simulation = useMemo(() => simulate(affordable(lived)), [lived]);
  const range = useMemo(() => rangeOf(lived), [lived]);
  const views = viewsOf(simulation);
  const view = views.get(shownWindow) ?? { fromMs: 0, toMs: lived.durationMs };
  // Until somebody chooses another: where it became interesting.
  const cursorMs = chosenMs ?? windowsOf(simulation)[0]?.decidedMs ?? 0;
  const cursor = Math.max(view.fromMs, Math.min(view.toMs, cursorMs));
  const changed = (next: Scenario): void => setScenario(withinTime(next));
  const { clientsPerSecond } = simulation.scenario;
  const names = [...views.keys()].map((name, i) => [name, i === 0 ? t.whole : t.window(i)] as const);
  return (
    <div className="simulator stack">
      <p className="quiet">{t.lead}</p>
      <div className="row">
        <span>{t.presets}</span>
        {presetNames.map((name) => (
          <Button key={name} size="small" onClick={() => changed(preset(name, scenario))}>
            {t.presetNames[name]}
          </Button>
        ))}
        <Button size="small" onClick={() => changed({ ...scenario, ...begin, faults: scenario.faults })}>
          {t.startOver}
        </Button>
      </div>
      <SettingsForm scenario={scenario} onChange={changed} />
      {clientsPerSecond < lived.clientsPerSecond && (
        <p className="quiet">{t.fewerClients(clientsPerSecond.toFixed(1))}</p>
      )}
      <div className="row">
        <h3>{t.timeline}</h3>
        <ChoiceField
          label={t.view}
          value={views.has(shownWindow) ? shownWindow : 'whole'}
          choices={Object.fromEntries(names)}
          onChange={setShownWindow}
        />
      </div>
      <Timeline
        simulation={simulation}
        scenario={scenario}
        view={view}
        cursorMs={cursor}
        onCursor={setCursorMs}
        onMoveFault={(fault, atMs) => changed({ ...scenario, faults: moved(scenario.faults, fault, atMs) })}
      />
      <div className="simulator-columns">
        <Moment simulation={simulation} view={view} cursorMs={cursor} onCursor={setCursorMs} />
        <Outcome simulation={simulation} range={range} />
      </div>
      <ScriptForm scenario={scenario} onChange={changed} cursorMs={cursor} />
      <EventList simulation={simulation} />
    </div>
  );
}

function affordable(scenario: Scenario): Scenario {
  const most = MOST_CLIENTS / (scenario.durationMs / 1_000);
  return { ...scenario, clientsPerSecond: Math.min(scenario.clientsPerSecond, most) };
}

const RANGE_MARGIN_MS = 300_000;
const RANGE_CLIENTS = 5_000;

/** Of the first fault alone, with no more time and clients than that needs: it takes many simulations. */
function rangeOf(scenario: Scenario) {
  const first = [...scenario.faults].sort((a, b) => a.atMs - b.atMs)[0];
  if (!first) return undefined;
  const durationMs = first.atMs + RANGE_MARGIN_MS;
  const most = RANGE_CLIENTS / (durationMs / 1_000);
  const clientsPerSecond = Math.min(scenario.clientsPerSecond, most);
  return detectionRange({ ...scenario, durationMs, clientsPerSecond, faults: [first], orders: [] }, 8);
}

/** All of it, and closely each window, by name. */
function viewsOf(simulation: Simulation): ReadonlyMap<string, { fromMs: number; toMs: number }> {
  const { durationMs } = simulation.scenario;
  const close = windowsOf(simulation).map(({ firstFailureMs, decidedMs }, i) => {
    const aroundMs = Math.max(100, (decidedMs - firstFailureMs) / 2);
    const fromMs = Math.max(0, firstFailureMs - aroundMs);
    return [`window-${i}`, { fromMs, toMs: Math.min(durationMs, decidedMs + aroundMs) }] as const;
  });
  return new Map([['whole', { fromMs: 0, toMs: durationMs }], ...close]);
}

function moved(faults: readonly Fault[], fault: Fault, atMs: number): readonly Fault[] {
  return faults.map((one) => (one === fault ? { ...one, atMs } : one));
}

/** A shorter time takes what lies behind its end along. */
function withinTime(scenario: Scenario): Scenario {
  const within = <T extends { readonly atMs: number }>(list: readonly T[]): readonly T[] =>
    list.map((one) => (one.atMs > scenario.durationMs ? { ...one, atMs: scenario.durationMs } : one));
  return { ...scenario, faults: within(scenario.faults), orders: within(scenario.orders) };
}
