/** Names shared by the monitor and the probers; the interface itself is `Prober`. */
import type { ProbeKind } from '../domain/health.ts';
import type { Prober } from './monitor-types.ts';

/** What a prober says; the monitor adds when and from where. */
export type ProbeReport = Awaited<ReturnType<Prober['probe']>>;

/** `atMs`: wall time at the end of the probe. */
export type OnReport = (report: ProbeReport, atMs: number) => void;

/** One prober for every kind of check: a kind without one does not compile. */
export type Probers = { readonly [K in ProbeKind['kind']]: Prober };
