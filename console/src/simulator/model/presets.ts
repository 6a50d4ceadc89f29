/** Stories to begin with. Each keeps the check and the policies of the scenario that it is told in. */
import type { Fault, Scenario } from './scenario.ts';

export const presetNames = ['killed', 'silent', 'flapping', 'both-down', 'slave-dead-too'] as const;
export type PresetName = (typeof presetNames)[number];

const PERIOD_MS = 30_000;

const fault = (atMs: number, kind: Fault['kind'], server: Fault['server'] = 'Master'): Fault => ({
  atMs,
  server,
  kind,
  periodMs: PERIOD_MS,
});

const told: Readonly<Record<PresetName, Pick<Scenario, 'faults' | 'durationMs' | 'clientsPerSecond'>>> = {
  killed: {
    durationMs: 60_000,
    clientsPerSecond: 50,
    faults: [fault(10_000, 'killed'), fault(40_000, 'back')],
  },
  silent: {
    durationMs: 90_000,
    clientsPerSecond: 50,
    faults: [fault(10_000, 'silent'), fault(60_000, 'back')],
  },
  flapping: {
    durationMs: 1_500_000,
    clientsPerSecond: 5,
    faults: [fault(10_000, 'flapping'), fault(400_000, 'back')],
  },
  'both-down': {
    durationMs: 90_000,
    clientsPerSecond: 50,
    faults: [
      fault(10_000, 'killed'),
      fault(12_000, 'killed', 'Slave'),
      fault(50_000, 'back', 'Slave'),
      fault(60_000, 'back'),
    ],
  },
  'slave-dead-too': {
    durationMs: 90_000,
    clientsPerSecond: 50,
    faults: [fault(10_000, 'killed'), fault(30_000, 'killed', 'Slave'), fault(50_000, 'back')],
  },
};

export function preset(name: PresetName, scenario: Scenario): Scenario {
  return { ...scenario, ...told[name], orders: [] };
}
