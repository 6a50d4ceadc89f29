/** The status as lines for people. Pure. */
import type { Colors } from '../terminal.ts';
import { type Attention, attention, nameOf, severityOf } from './attention.ts';
import type {
  EngineStatus,
  ListenerStatus,
  LoadBalancerStatus,
  ServerStatus,
  ServiceStatus,
} from './model.ts';

/** Sentences are wrapped to `columns`; what is left too long belongs to one line. */
export function renderStatus(
  status: ServiceStatus,
  colors: Colors,
  columns = Number.POSITIVE_INFINITY,
): readonly string[] {
  const nowMs = Date.parse(status.time);
  const listeners = status.loadBalancers.flatMap((loadBalancer) => loadBalancer.listeners);
  const title = `${colors.bold('Hotspare')} ${status.endpoint}  ${colors.dim(status.time)}  ${count(status.loadBalancers.length, 'load balancer')}, ${count(listeners.length, 'listener')}`;
  const head = [title, ...status.engines.flatMap((engine) => engineLines(engine, columns))];
  if (status.loadBalancers.length === 0) {
    return [
      ...head,
      '',
      'Nothing is configured yet. Make something with `hotspare call CreateLoadBalancer …`,',
      'an SDK or Terraform; `hotspare demo` shows how it works.',
    ];
  }
  const found = attention(status);
  return [
    ...head,
    ...(found.length === 0 ? [] : ['', ...found.flatMap((item) => attentionLines(item, colors, columns))]),
    ...[...status.loadBalancers]
      .sort((a, b) => worst(b) - worst(a))
      .flatMap((loadBalancer) => ['', ...loadBalancerLines(loadBalancer, { nowMs, colors, columns })]),
  ];
}

function engineLines({ name, protocols, reason }: EngineStatus, columns: number): readonly string[] {
  return wrap(`engine ${name} carries ${protocols.join(', ')}: ${reason}`, '', columns);
}

function attentionLines(
  { level, subject, text, remedy }: Attention,
  colors: Colors,
  columns: number,
): readonly string[] {
  const mark = level === 'failure' ? colors.red('FAILED ') : colors.yellow('WARNING');
  const indent = ' '.repeat(8);
  return [
    `${mark} ${colors.bold(subject)}`,
    ...wrap(`${text}.`, indent, columns),
    ...(remedy === '' ? [] : wrap(remedy, indent, columns)),
  ];
}

function worst({ listeners }: LoadBalancerStatus): number {
  return Math.max(0, ...listeners.map(severityOf));
}

interface Page {
  readonly nowMs: number;
  readonly colors: Colors;
  readonly columns: number;
}

function loadBalancerLines(loadBalancer: LoadBalancerStatus, page: Page): readonly string[] {
  const { address, region, status, listeners } = loadBalancer;
  const { colors } = page;
  const state = status === 'active' ? '' : `  ${colors.yellow(status)}`;
  return [
    `${colors.bold(nameOf(loadBalancer))}  ${address}  ${colors.dim(region)}${state}`,
    ...(listeners.length === 0 ? [colors.dim('  no listeners')] : []),
    ...[...listeners]
      .sort((a, b) => severityOf(b) - severityOf(a) || a.port - b.port)
      .flatMap((listener) => listenerLines(listener, address, page)),
  ];
}

function listenerLines(listener: ListenerStatus, address: string, page: Page): readonly string[] {
  const { protocol, port, state, failure, group, active, held, connections, servers } = listener;
  const { nowMs, colors, columns } = page;
  const host = address.includes(':') ? `[${address}]` : address;
  const words = [
    `${host}:${port}/${protocol}`,
    failure ? colors.red('failed') : stateWord(state, colors),
    group ? `group ${group.name === '' ? group.id : group.name}` : '',
    connections === null ? '' : count(connections, 'connection'),
  ];
  const who = active && [
    colors.bold(`${active.role}${active.serverId === null ? '' : ` ${active.serverId}`}`),
    active.since === null ? '' : `since ${active.since} (${ago(active.since, nowMs)})`,
    active.epoch === null ? '' : colors.dim(`epoch ${active.epoch}`),
  ];
  const fact = (name: string, text: string): readonly string[] => {
    if (text === '') return [];
    const [first = '', ...rest] = wrap(text, ' '.repeat(13), columns);
    return [`    ${name.padEnd(9)}${first.trimStart()}`, ...rest];
  };
  return [
    `  ${join(words)}`,
    ...fact('failure', failure ? `${failure.message} [${failure.code}]` : ''),
    ...(who ? [`    active   ${join(who)}`] : []),
    ...fact('why', reasonOf(listener)),
    ...fact('held', held?.sentence ?? ''),
    ...servers.map((server) => serverLine(server, nowMs, colors)),
  ];
}

/** Without the words about a hold, which have a line of their own. */
function reasonOf({ sentence, held }: ListenerStatus): string {
  if (sentence === null || !held || !sentence.endsWith(held.sentence)) return sentence ?? '';
  return sentence.slice(0, -held.sentence.length).trimEnd();
}

function wrap(text: string, indent: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line !== indent && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  return [...lines, line];
}

function serverLine(server: ServerStatus, nowMs: number, colors: Colors): string {
  const { id, port, role, active, address, health, evidence, evidenceTime, connections } = server;
  const where = address === null || address === id ? '' : colors.dim(address);
  const seen =
    evidence === null ? '' : `${evidence}${evidenceTime === null ? '' : `, ${ago(evidenceTime, nowMs)}`}`;
  return `    ${active ? colors.green('●') : '○'} ${join([
    (role ?? '').padEnd(role === null ? 0 : 6),
    `${id}:${port}`,
    where,
    healthWord(health, colors),
    seen,
    connections === null ? '' : count(connections, 'connection'),
  ])}`;
}

function stateWord(state: string, colors: Colors): string {
  switch (state) {
    case 'running':
      return colors.green(state);
    case 'stopped':
      return colors.dim(state);
    default:
      return colors.yellow(state);
  }
}

function healthWord(health: string, colors: Colors): string {
  switch (health) {
    case 'normal':
      return colors.green(health);
    case 'abnormal':
      return colors.red(health);
    default:
      return colors.yellow(health);
  }
}

/** `3 s ago`, in the largest unit that fits. */
export function ago(time: string, nowMs: number): string {
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(time)) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function join(words: readonly string[]): string {
  return words.filter((word) => word !== '').join('  ');
}
