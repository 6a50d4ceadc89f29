/** The way of the traffic as nodes in four columns and edges between them: clients, listeners, groups, servers. Pure. */
import type { BalancerEvent, LiveListener, LiveTarget } from '../../../../src/contract/events.ts';
import type { Role } from '../../../../src/domain/roles.ts';

export interface Rates {
  readonly connections: number;
  readonly newConnectionsPerSecond: number;
}

export interface ServerNode {
  readonly kind: 'server';
  readonly target: LiveTarget;
  /** Listeners that send it new connections; empty = it stands by. */
  readonly activeFor: readonly string[];
  /** Listeners that have it behind them. */
  readonly behind: readonly string[];
}

export interface GroupFacts {
  readonly groupId: string | null;
  readonly groupKind: LiveListener['groupKind'];
  /** Of one of two groups that are master and slave to each other. */
  readonly seat: Role | null;
}

export type PictureNode = { readonly id: string; readonly y: number; readonly column: 0 | 1 | 2 | 3 } & (
  | ({ readonly kind: 'clients' } & Rates)
  | { readonly kind: 'listener'; readonly listener: LiveListener }
  | ({ readonly kind: 'server-group' } & GroupFacts)
  | ServerNode
);

export interface PictureEdge extends Rates {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** `active` gets new connections, `standby` would; `off` passes nothing on. */
  readonly state: 'active' | 'standby' | 'off';
  /** Grows when the edge turns; null where nothing is decided. */
  readonly epoch: number | null;
}

export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

export const CLIENTS = 'clients';
/** Distance between nodes of a column, pixels; a server says more than others. */
export const ROW = 116;

export function nameOf({ protocol, port }: Pick<LiveListener, 'protocol' | 'port'>): string {
  return `${protocol}:${port}`;
}

export function pictureOf({ listeners }: BalancerEvent): Picture {
  const groups = groupsOf(listeners);
  const height = Math.max(1, listeners.length, ...[rowsOf(groups)]) * ROW;
  return {
    nodes: [
      { id: CLIENTS, kind: 'clients', column: 0, y: height / 2, ...sumOf(listeners) },
      ...spread(listeners, height, (listener, y) => ({
        id: nameOf(listener),
        kind: 'listener',
        column: 1,
        y,
        listener,
      })),
      ...groupNodes(groups, height),
    ],
    edges: [...listeners.flatMap(listenerEdges), ...groups.flatMap(serverEdges)],
  };
}

interface Group extends GroupFacts {
  readonly id: string;
  readonly listeners: readonly LiveListener[];
  readonly targets: readonly LiveTarget[];
}

/** In the order of the listeners. What a listener has behind it without a group of a name is its own. */
function groupsOf(listeners: readonly LiveListener[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const listener of listeners) {
    for (const seat of seatsOf(listener)) {
      const id = groupNodeId(listener, seat);
      const known = groups.get(id);
      const own = listener.targets.filter(({ role }) => seat === null || role === seat);
      const targets = new Map([...(known?.targets ?? []), ...own].map((target) => [target.id, target]));
      groups.set(id, {
        id,
        groupId: listener.groupId,
        groupKind: listener.groupKind,
        seat,
        listeners: [...(known?.listeners ?? []), listener],
        targets: [...targets.values()].sort((x, y) => (x.role ?? '').localeCompare(y.role ?? '')),
      });
    }
  }
  return [...groups.values()];
}

/** A pair of groups is drawn as two. */
function seatsOf({ groupKind }: LiveListener): readonly (Role | null)[] {
  return groupKind === 'group-pair' ? ['Master', 'Slave'] : [null];
}

function groupNodeId(listener: LiveListener, seat: Role | null): string {
  return ['group', listener.groupId ?? nameOf(listener), ...(seat === null ? [] : [seat])].join(' ');
}

function rowsOf(groups: readonly Group[]): number {
  return groups.reduce((rows, { targets }) => rows + Math.max(1, targets.length), 0);
}

/** Each group in the middle of its servers. */
function groupNodes(groups: readonly Group[], height: number): readonly PictureNode[] {
  const all = rowsOf(groups);
  const nodes: PictureNode[] = [];
  let row = 0;
  for (const { id, groupId, groupKind, seat, listeners, targets } of groups) {
    const rows = Math.max(1, targets.length);
    const yOf = (at: number): number => ((at + 0.5) / all) * height;
    nodes.push({
      id,
      kind: 'server-group',
      column: 2,
      y: yOf(row + (rows - 1) / 2),
      groupId,
      groupKind,
      seat,
    });
    for (const [index, target] of targets.entries()) {
      const behind = listeners.filter((listener) => listener.targets.some((own) => own.id === target.id));
      nodes.push({
        id: `${id} ${target.id}`,
        kind: 'server',
        column: 3,
        y: yOf(row + index),
        target,
        activeFor: behind.filter((listener) => isActive(listener, target)).map(nameOf),
        behind: behind.map(nameOf),
      });
    }
    row += rows;
  }
  return nodes;
}

/** In a pair by its role; in a pool, also in one that is half of a pair, every server that is not known bad. */
export function isActive(listener: LiveListener, target: LiveTarget): boolean {
  if (!isRunning(listener)) return false;
  if (target.role !== null && listener.activeRole !== target.role) return false;
  return listener.groupKind === 'master-slave' || (target.status !== 'abnormal' && target.weight > 0);
}

function isRunning(listener: LiveListener): boolean {
  return listener.state !== 'stopped' && listener.failure === null;
}

function listenerEdges(listener: LiveListener): readonly PictureEdge[] {
  const id = nameOf(listener);
  const state = isRunning(listener) ? 'active' : 'off';
  return [
    { id: `${CLIENTS} ${id}`, from: CLIENTS, to: id, state, epoch: null, ...ratesOf(listener) },
    ...seatsOf(listener).map((seat): PictureEdge => {
      const group = groupNodeId(listener, seat);
      const common = { id: `${id} ${group}`, from: id, to: group };
      if (seat === null) return { ...common, state, epoch: null, ...ratesOf(listener) };
      const own = sumOf(listener.targets.filter(({ role }) => role === seat));
      const waits = state === 'active' && listener.activeRole !== seat;
      return { ...common, state: waits ? 'standby' : state, epoch: listener.epoch, ...own };
    }),
  ];
}

function serverEdges({ id, listeners, targets }: Group): readonly PictureEdge[] {
  return targets.map((target): PictureEdge => {
    const own = listeners.flatMap((listener) =>
      listener.targets.filter((one) => one.id === target.id).map((one) => ({ listener, target: one })),
    );
    const to = `${id} ${target.id}`;
    const active = own.some(({ listener, target: one }) => isActive(listener, one));
    const epochs = own.flatMap(({ listener }) => listener.epoch ?? []);
    return {
      id: `edge ${to}`,
      from: id,
      to,
      state: active
        ? 'active'
        : own.every(({ listener }) => listener.state === 'stopped')
          ? 'off'
          : 'standby',
      epoch: target.role === null || epochs.length === 0 ? null : Math.max(...epochs),
      ...sumOf(own.map(({ target: one }) => one)),
    };
  });
}

function spread<T>(
  items: readonly T[],
  height: number,
  place: (item: T, y: number) => PictureNode,
): readonly PictureNode[] {
  return items.map((item, index) => place(item, ((index + 0.5) / items.length) * height));
}

function ratesOf({ connections, newConnectionsPerSecond }: Rates): Rates {
  return { connections, newConnectionsPerSecond };
}

function sumOf(all: readonly Rates[]): Rates {
  return {
    connections: all.reduce((sum, { connections }) => sum + connections, 0),
    newConnectionsPerSecond: all.reduce((sum, { newConnectionsPerSecond: rate }) => sum + rate, 0),
  };
}

/** Pixels: ten times the rate is one step thicker. */
export function thicknessOf(newConnectionsPerSecond: number): number {
  return Math.min(8, 1.5 + 1.6 * Math.log10(1 + newConnectionsPerSecond));
}
