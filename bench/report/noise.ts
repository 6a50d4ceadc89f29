/** Whether the machine was quiet enough that a missed floor means something. */
import { figuresOf, type Results, spreadOf } from './results.ts';

const MAX_STEAL = 0.03;
/** Of the processor where nothing of ours ran. */
const MAX_OTHER_LOAD = 0.3;
/** Of plain routing between rounds, without the best and the worst: (largest − smallest) ÷ median. */
const MAX_SPREAD = 0.15;
const ENOUGH_ROUNDS = 5;

export interface NoiseJudgement {
  readonly quiet: boolean;
  /** A sentence each. */
  readonly reasons: readonly string[];
  readonly steal: number;
  readonly otherLoad: number | undefined;
  readonly directSpread: number | undefined;
}

export function judgeNoise(results: Results): NoiseJudgement {
  const steal = spreadOf(results.cells.map(({ disturbance }) => disturbance.steal))?.median ?? 0;
  const loads = results.cells.flatMap(({ disturbance }) => disturbance.otherLoad ?? []);
  const otherLoad = spreadOf(loads)?.median;
  const direct = figuresOf(results, 'connections', 'direct', 'perSecond');
  const directSpread = innerSpread(direct);
  const reasons: string[] = [];
  if (steal > MAX_STEAL) reasons.push(`the hypervisor took ${percent(steal)} of the processors away`);
  if (otherLoad !== undefined && otherLoad > MAX_OTHER_LOAD)
    reasons.push(`others kept a processor ${percent(otherLoad)} busy`);
  if (directSpread === undefined)
    reasons.push(`there are fewer than ${ENOUGH_ROUNDS} rounds of plain routing`);
  else if (directSpread > MAX_SPREAD)
    reasons.push(`plain routing itself differed by ${percent(directSpread)} between rounds`);
  return { quiet: reasons.length === 0, reasons, steal, otherLoad, directSpread };
}

/** Without the extremes. Undefined with too few values to leave some out. */
export function innerSpread(values: readonly number[]): number | undefined {
  if (values.length < ENOUGH_ROUNDS) return undefined;
  const inner = spreadOf([...values].sort((a, b) => a - b).slice(1, -1));
  return inner && inner.median > 0 ? (inner.max - inner.min) / inner.median : undefined;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
