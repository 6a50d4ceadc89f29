/** Consistent hash of the client's address and port and the listener's: connections of one client are spread. */
import { Rendezvous } from './rendezvous.ts';
import type { Schedulable } from './scheduler.ts';

export class TupleHash<T extends Schedulable> extends Rendezvous<T> {
  constructor() {
    super((client) => client.tuple);
  }
}
