/**
 * The program in which one of our engines is measured: makes the engine, hands it plans, and says how long that took.
 * Started by engines/hosted.ts with an IPC channel; the messages are those of engine-host-messages.ts.
 */
import { hostNowMs } from '../src/cli/demo/host-clock.ts';
import type { ForwardingPlan } from '../src/domain/plan-types.ts';
import type { EngineName, ForwardingEngine } from '../src/engine/engine.ts';
import { engineFactories, type EngineOptions } from '../src/engine/registry.ts';
import { systemClock } from '../src/lib/clock.ts';
import type { HostAnswer, HostRequest } from './engine-host-messages.ts';

/** Says what the engine logs, and where failures come from. */
const verbose = process.env['HOTSPARE_BENCH_VERBOSE'] !== undefined;
let engine: ForwardingEngine | undefined;

process.on('message', (request: HostRequest) => {
  answer(request).then(
    (message) => process.send?.(message),
    (error: unknown) => process.send?.({ kind: 'failed', why: describe(error) } satisfies HostAnswer),
  );
});
process.on('disconnect', () => process.exit(0));

async function answer(request: HostRequest): Promise<HostAnswer> {
  switch (request.kind) {
    case 'open': {
      const { name, options } = request;
      if (!isEngineName(name)) return { kind: 'failed', why: `This build has no engine ${name}.` };
      engine = create(name, options);
      return { kind: 'done' };
    }
    case 'apply':
      return apply(request.plan);
    case 'close':
      await engine?.close();
      return { kind: 'done' };
  }
}

function isEngineName(name: string): name is EngineName {
  return name in engineFactories;
}

/** The options came as JSON and are what the engine's file in bench/engines/ wrote for it. */
function create<N extends EngineName>(name: N, options: unknown): ForwardingEngine {
  const log = (event: string, fields: object): void => {
    if (verbose) console.error(event, JSON.stringify(fields));
  };
  return engineFactories[name](options as EngineOptions[N], systemClock, log);
}

async function apply(plan: ForwardingPlan): Promise<HostAnswer> {
  if (!engine) throw new Error('no engine was opened');
  const beganMs = hostNowMs();
  const { listeners } = await engine.apply(plan);
  const endedMs = hostNowMs();
  const failure = listeners.find((listener) => listener.failure)?.failure;
  if (failure) return { kind: 'failed', why: failure.message };
  return { kind: 'applied', beganMs, endedMs, condition: engine.condition?.() ?? '' };
}

function describe(error: unknown): string {
  if (verbose && error instanceof Error) return error.stack ?? error.message;
  return String(error);
}
