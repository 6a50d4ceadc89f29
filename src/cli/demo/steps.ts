/** What the demonstration does to its servers, in order, and what is expected of the service each time. */
import type { BackendChild } from './backend-child.ts';
import type { FaultTimes } from './fault-times.ts';

export interface Step {
  readonly name: 'killed' | 'restarted' | 'silent' | 'answers again';
  readonly kind: 'fault' | 'return';
  /** What is done, for the picture. */
  readonly title: string;
  /** Who must be active afterwards. */
  readonly expected: 'Master' | 'Slave';
  readonly run: (master: BackendChild) => Promise<FaultTimes> | FaultTimes;
}

export const steps: readonly Step[] = [
  {
    name: 'killed',
    kind: 'fault',
    title: 'kill -9 of the master: its kernel refuses connects',
    expected: 'Slave',
    run: (master) => master.kill(),
  },
  {
    name: 'restarted',
    kind: 'return',
    title: 'the master is started again',
    expected: 'Master',
    run: (master) => master.start(),
  },
  {
    name: 'silent',
    kind: 'fault',
    title: 'the master falls silent: connects to it get no answer at all',
    expected: 'Slave',
    run: (master) => master.silence(),
  },
  {
    name: 'answers again',
    kind: 'return',
    title: 'the master answers again',
    expected: 'Master',
    run: (master) => master.resume(),
  },
];
