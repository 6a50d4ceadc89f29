/** Consistent hash of the QUIC connection, so that it survives a change of its client's address; no QUIC: as tch. */
import { Rendezvous } from './rendezvous.ts';
import type { Schedulable } from './scheduler.ts';

export class QuicHash<T extends Schedulable> extends Rendezvous<T> {
  constructor() {
    super((client) => client.quicConnection ?? client.tuple);
  }
}
