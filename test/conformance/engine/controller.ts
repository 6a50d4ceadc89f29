/**
 * A control process reduced to the least: applies one plan and stays. Bundled and killed by the suite.
 * Arguments: the engine's options and the plan, as one JSON value. Prints the engine's process id when it is done.
 */
import type { ForwardingPlan } from '../../../src/domain/plan-types.ts';
import { createEmbeddedEngine } from '../../../src/engine/embedded/engine.ts';
import type { ChildEngineOptions } from '../../../src/engine/embedded/engine.ts';
import { systemClock } from '../../../src/lib/clock.ts';

export interface ControllerTask {
  readonly options: ChildEngineOptions & { readonly entry: string };
  readonly plan: ForwardingPlan;
}

function readTask(text: string | undefined): ControllerTask {
  const task: ControllerTask = JSON.parse(text ?? '');
  return task;
}

const { options, plan } = readTask(process.argv[2]);
const engine = createEmbeddedEngine(options, systemClock);
await engine.apply(plan);
process.stdout.write(`${engine.processId}\n`);
