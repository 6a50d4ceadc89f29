/** What is said between the soak and its servers and clients, and between those through the engine. */
import type { Kind, Part } from './parts.ts';

/** A listener as clients and servers know it. */
export interface Door {
  /** Names it; servers listen for it on a port of its own, so that they know which one a client came through. */
  readonly number: number;
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  /** Names of everybody who may ever serve it. */
  readonly members: readonly string[];
  /** Nothing is done to it or its servers: every client must be served in full. */
  readonly calm: boolean;
  readonly proxyProtocol: boolean;
  /** Clients at `bannedSources` may not be served. */
  readonly bans: boolean;
}

export type ServerOrder =
  | { readonly kind: 'refuse'; readonly on: boolean }
  /** Accepts and answers only now and then. */
  | { readonly kind: 'slow'; readonly on: boolean };

export type LoadOrder = { readonly kind: 'begin' } | { readonly kind: 'end' };

export type Outcome = 'whole' | 'cut' | 'refused' | 'unserved';

/** Sums since the start. */
export interface LoadCounts {
  /** By kind and what became of them; also `udp`, in datagrams: `whole` = answered. */
  readonly connections: Readonly<Record<string, Readonly<Partial<Record<Outcome, number>>>>>;
  readonly bytesHeard: number;
  /** Under way. */
  readonly open: number;
}

export type LoadMessage =
  | { readonly kind: 'counts'; readonly counts: LoadCounts }
  | { readonly kind: 'violation'; readonly what: string };

/** Where a client tells what became of it. */
export interface LoadJournal {
  count(kind: string, outcome: Outcome): void;
  heard(bytes: number): void;
  /** What may not be. */
  violation(what: string): void;
}

/** The first line of a client. */
export interface Hello {
  readonly kind: Kind;
  /** Places in the material from which the client and the server speak. */
  readonly client: number;
  readonly server: number;
  readonly part: Part;
}

/** The first line of a server. */
export interface Welcome {
  readonly name: string;
  readonly door: number;
  /** `address:port` of whom it takes for its client, by the PROXY protocol where there is one. */
  readonly source: string;
}

/** Of clients that some doors ban. */
export const banned = { source: '127.90.9.1', cidr: '127.90.9.0/24' } as const;

export const serverPortOf = (door: number): number => 7_000 + door;
export const doorAt = (serverPort: number): number => serverPort - 7_000;
