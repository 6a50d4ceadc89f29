import { bundle } from '../../test/support/build-engine.ts';

let built: Promise<string> | undefined;

/** Path of bench/engine-host.ts as one file, bundled at the first call. */
export function hostProgram(): Promise<string> {
  built ??= bundle('bench/engine-host.ts', 'bench-engine-host');
  return built;
}
