/** Plays the steps under load and notes when each fault was made. */
import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailure } from '../failure.ts';
import type { BackendChild } from './backend-child.ts';
import type { FaultWindow } from './figures.ts';
import { hostNowMs } from './host-clock.ts';
import type { LoadChild } from './load-child.ts';
import type { Scene } from './scene.ts';
import type { Show } from './show.ts';
import { type Step, steps } from './steps.ts';
import type { Tally } from './tally.ts';
import { until } from './until.ts';

export interface PlayParts {
  readonly scene: Pick<Scene, 'state'>;
  readonly master: BackendChild;
  readonly slave: BackendChild;
  readonly load: Pick<LoadChild, 'hold'>;
  readonly tally: Tally;
  readonly show: Pick<Show, 'tell'>;
  /** Of every step, at least. */
  readonly stepMs: number;
  readonly signal: AbortSignal;
}

export interface Played {
  readonly windows: readonly FaultWindow[];
  /** Steps that this machine cannot do, with the reason. */
  readonly skipped: readonly { readonly step: string; readonly reason: string }[];
  /** Steps after which the service did not do what was expected. */
  readonly unsettled: readonly string[];
}

const CALM_MS = 3_000;
const HELD_EACH_TIME = 10;
/** Far beyond every documented window of the demonstration's settings. */
const SETTLE_WITHIN_MS = 15_000;

export async function play(parts: PlayParts): Promise<Played> {
  const { load, show, signal, stepMs, master } = parts;
  const windows: FaultWindow[] = [];
  const skipped: { step: string; reason: string }[] = [];
  const unsettled: string[] = [];
  load.hold(HELD_EACH_TIME);
  await delay(Math.min(CALM_MS, stepMs), undefined, { signal });
  for (const step of steps) {
    // Without the silence there is nothing to come back from.
    if (skipped.length > 0) {
      skipped.push({ step: step.name, reason: 'the step before was left out' });
      continue;
    }
    const window = await begin(step, parts).catch((error: unknown) => {
      if (step.name !== 'silent' || !(error instanceof CommandFailure)) throw error;
      show.tell(`left out: ${error.message}`);
      skipped.push({ step: step.name, reason: error.message });
      return undefined;
    });
    if (!window) continue;
    const previous = windows.pop();
    if (previous) windows.push({ ...previous, untilMs: window.beginMs });
    windows.push(window);
    if (await settled(step, window, parts)) load.hold(HELD_EACH_TIME);
    else unsettled.push(step.name);
    const leftMs = window.beginMs + stepMs - hostNowMs();
    if (leftMs > 0) await delay(leftMs, undefined, { signal });
  }
  // Silenced to the end, it could not be stopped gently.
  if (master.condition === 'silent') master.resume();
  return { windows, skipped, unsettled };
}

async function begin(step: Step, { master, slave, show }: PlayParts): Promise<FaultWindow> {
  const times = await step.run(master);
  show.tell(step.title);
  const to = step.expected === 'Master' ? master.spec.name : slave.spec.name;
  return { ...times, step: step.name, kind: step.kind, to, untilMs: Number.POSITIVE_INFINITY };
}

/** Whether the role went where it should and a new connection was answered there. */
async function settled(step: Step, window: FaultWindow, parts: PlayParts): Promise<boolean> {
  const { scene, tally, show, signal } = parts;
  const firstOn = (): number | undefined =>
    tally.records.find(
      ({ startedMs, server, outcome }) =>
        startedMs >= window.beginMs && outcome === 'answered' && server === window.to,
    )?.endedMs;
  const isSettled = async (): Promise<boolean> =>
    firstOn() !== undefined && (await scene.state()).ActiveRole === step.expected;
  if (!(await until(isSettled, { withinMs: SETTLE_WITHIN_MS, signal }))) {
    show.tell(`${window.to} did not take over within ${SETTLE_WITHIN_MS / 1000} s`);
    return false;
  }
  const sinceMs = window.kind === 'fault' ? window.beginMs : window.endMs;
  const afterMs = Math.round((firstOn() ?? sinceMs) - sinceMs);
  const { Sentence: sentence } = await scene.state();
  show.tell(`${window.to} answers the first new connection after ${afterMs} ms`);
  show.tell(`the service: ${sentence}`);
  return true;
}
