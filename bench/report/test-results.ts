/** Results for tests, said in one line each. */
import type { EngineId } from '../engines/engine.ts';
import type { CellResult, Results } from './results.ts';

/** One cell a value, in rounds from 1, on a machine with nothing else to do. */
export function cellsOf(
  metric: string,
  engine: EngineId,
  figure: string,
  values: readonly number[],
): readonly CellResult[] {
  return values.map((value, n) => ({
    metric,
    engine,
    round: n + 1,
    figures: { [figure]: value },
    disturbance: { steal: 0, otherLoad: 0 },
  }));
}

export function resultsOf(...cells: readonly (readonly CellResult[])[]): Results {
  return {
    conditions: {
      date: '2026-01-01',
      kernel: '6',
      cpu: 'test',
      cpus: 2,
      memoryGb: 1,
      user: 'root',
      rounds: 5,
      seconds: 1,
      quick: false,
      commit: '',
      engines: {},
      missedSettings: [],
      note: '',
    },
    cells: cells.flat(),
    omissions: [],
  };
}
