/** The live picture: clients, address, the two servers and what happened so far. Pure. */
import type { Colors } from '../terminal.ts';
import type { BackendCondition, BackendSpec } from './backend-child.ts';

export interface PictureServer {
  readonly role: 'Master' | 'Slave';
  readonly spec: BackendSpec;
  readonly condition: BackendCondition;
  readonly active: boolean;
  /** As the service sees it: normal, abnormal or unavailable. */
  readonly health: string;
  readonly answersPerSecond: number;
}

export interface Picture {
  readonly elapsedMs: number;
  readonly address: string;
  readonly rate: number;
  readonly detection: string;
  readonly servers: readonly PictureServer[];
  readonly connections: number;
  readonly failed: number;
  readonly slow: number;
  readonly worstMs: number;
  readonly established: number;
  /** What happened, oldest first. */
  readonly journal: readonly JournalLine[];
}

export interface JournalLine {
  readonly elapsedMs: number;
  readonly text: string;
}

export function renderPicture(picture: Picture, colors: Colors): readonly string[] {
  const { bold, dim } = colors;
  const { address, rate, detection, connections, failed, slow, worstMs, established } = picture;
  return [
    `${bold('hotspare demo')}  ${seconds(picture.elapsedMs)}  ${dim(`detection ${detection}`)}`,
    '',
    `  clients ${rate}/s ──▶ ${address}`,
    ...picture.servers.map((server, index) =>
      serverLine(server, index === picture.servers.length - 1, colors),
    ),
    '',
    `  ${connections} connections  ${failed === 0 ? colors.green('0 failed') : colors.red(`${failed} failed`)}` +
      `  ${slow} slower than 100 ms  worst ${Math.round(worstMs)} ms  ${established} established stay open`,
    '',
    ...picture.journal.map((line) => `  ${journalText(line, colors)}`),
  ];
}

/** Also what a run without a terminal prints. */
export function journalText({ elapsedMs, text }: JournalLine, { dim }: Colors): string {
  return `${dim(seconds(elapsedMs).padStart(7))}  ${text}`;
}

function serverLine(server: PictureServer, last: boolean, colors: Colors): string {
  const { role, spec, active, answersPerSecond } = server;
  const arrow = active ? colors.green('━━▶') : '──▷';
  return [
    `              ${last ? '└' : '├'}${arrow}`,
    role.padEnd(6),
    spec.name,
    colors.dim(`${spec.host}:${spec.port}`),
    conditionWord(server.condition, colors),
    healthWord(server.health, colors),
    active ? colors.green(colors.bold('active ')) : 'standby',
    `${String(answersPerSecond).padStart(4)} answers/s`,
  ].join('  ');
}

function conditionWord(condition: BackendCondition, colors: Colors): string {
  const word = condition.padEnd(7);
  return condition === 'running' ? colors.green(word) : colors.red(word);
}

function healthWord(health: string, colors: Colors): string {
  const word = health.padEnd(11);
  switch (health) {
    case 'normal':
      return colors.green(word);
    case 'abnormal':
      return colors.red(word);
    default:
      return colors.yellow(word);
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
