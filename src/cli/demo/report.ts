/** The end of the demonstration: a table of what the clients saw, and what the service itself says. Pure. */
import Table from 'cli-table3';
import type { Colors } from '../terminal.ts';
import type { FaultFigures, Figures } from './figures.ts';

export interface Report {
  readonly conditions: {
    readonly rate: number;
    readonly stepSeconds: number;
    readonly detection: string;
    readonly engine: string;
    readonly node: string;
    readonly platform: string;
    readonly cpus: number;
  };
  readonly figures: Figures;
  readonly skipped: readonly { readonly step: string; readonly reason: string }[];
  readonly history: readonly ReportedEvent[];
  /** Empty: everything went as promised. */
  readonly problems: readonly string[];
}

export interface ReportedEvent {
  readonly time: string;
  readonly kind: string;
  readonly sentence: string;
}

/** What the demonstration promises and did not keep. */
export function problemsOf(figures: Figures, unsettled: readonly string[]): readonly string[] {
  const { failedBeyondInFlight, establishedCutOnReturn } = figures;
  return [
    ...unsettled.map((step) => `after "${step}" the service did not switch as it should`),
    ...(failedBeyondInFlight > 0
      ? [`${failedBeyondInFlight} connection(s) failed that were not on their way when a fault was made`]
      : []),
    ...(establishedCutOnReturn > 0
      ? [`${establishedCutOnReturn} established connection(s) were cut by a return to the master`]
      : []),
  ];
}

export function renderReport(report: Report, colors: Colors): string {
  const { figures, conditions, skipped, history, problems } = report;
  const { calm } = figures;
  return [
    colors.bold('What the clients saw'),
    figuresTable(figures.steps, colors),
    `before the faults: ${calm.connections} connections, ${calm.failed} failed, median ${ms(calm.medianMs)}, worst ${ms(calm.worstAnsweredMs)}`,
    `in all: ${figures.connections} connections, ${figures.failed} failed, of them ${figures.failedBeyondInFlight} that were not in flight at a fault`,
    `conditions: ${conditions.rate} new connections a second whatever the answers take, detection ${conditions.detection}, engine ${conditions.engine}, ` +
      `${conditions.cpus} CPUs, Node ${conditions.node}, ${conditions.platform}; the clients themselves were at most ${ms(figures.worstLagMs)} late`,
    ...skipped.map(({ step, reason }) => `left out: ${step} (${reason})`),
    '',
    colors.bold('What the service says happened'),
    ...condense(history).map(({ time, sentence }) => `  ${colors.dim(time.slice(11, 23))}  ${sentence}`),
    '',
    ...(problems.length === 0
      ? [colors.green('Nothing failed beyond what was in flight when a server was killed or silenced.')]
      : problems.map((problem) => colors.red(problem))),
  ].join('\n');
}

/** Steps side by side, so that it fits a terminal of 80 columns. */
function figuresTable(steps: readonly FaultFigures[], colors: Colors): string {
  const table = new Table({
    head: ['the master', ...steps.map(({ step }) => step)].map((name) => colors.bold(name)),
    style: { head: [], border: [], compact: true },
    colAligns: ['left', ...steps.map(() => 'right' as const)],
  });
  const row = (name: string, cell: (step: FaultFigures) => string | number): void => {
    table.push([name, ...steps.map(cell)]);
  };
  row('first answer comes from', ({ to }) => to);
  row('  after', ({ switchMs }) => (switchMs === null ? colors.red('never') : ms(switchMs)));
  row('new connections', ({ connections }) => connections);
  row('  failed', failures);
  row('  of them not in flight', ({ failedBeyondInFlight: count }) =>
    count === 0 ? 0 : colors.red(String(count)),
  );
  row('  slower than 100 ms', ({ slowerThan100Ms }) => slowerThan100Ms);
  row('  slower than 1 s', ({ slowerThan1000Ms }) => slowerThan1000Ms);
  row('  worst answered', ({ worstAnsweredMs }) => ms(worstAnsweredMs));
  row('established', ({ establishedOpen }) => establishedOpen);
  row('  cut', ({ establishedCut }) => establishedCut);
  return table.toString();
}

function failures({ failed, failures }: FaultFigures): string {
  const kinds = Object.entries(failures).map(([outcome, number]) => `${number} ${outcome}`);
  return failed === 0 ? '0' : kinds.join(', ');
}

/** Failed probes before a verdict say the same thing several times: the first of each run is shown. */
export function condense(events: readonly ReportedEvent[]): readonly ReportedEvent[] {
  return events.filter(
    ({ kind }, index) => kind !== 'probe-failed' || events[index - 1]?.kind !== 'probe-failed',
  );
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
