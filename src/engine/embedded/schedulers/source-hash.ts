/** Consistent hash of the client's address: a client keeps its target, whatever port it comes from. */
import { Rendezvous } from './rendezvous.ts';
import type { Schedulable } from './scheduler.ts';

export class SourceHash<T extends Schedulable> extends Rendezvous<T> {
  constructor() {
    super((client) => client.address);
  }
}
