/** Which epochs still wait for their first client. The ruleset tells of one only for listeners in the set `awaited`. */
import type { ListenerKey, PlannedTransportListener } from '../../domain/plan-types.ts';
import { familyOf, placeKey, tableName } from './names.ts';
import { servingTargets } from './render.ts';

export class ServedEpochs {
  readonly #served = new Map<ListenerKey, number>();

  /** Commands that have the first client of these listeners' epochs told; none for epochs that had theirs. */
  await(listeners: readonly PlannedTransportListener[]): readonly string[] {
    const waiting = listeners.filter((listener) => this.#waits(listener));
    return (['ip', 'ip6'] as const).flatMap((family) => {
      const places = waiting
        .filter(({ address }) => familyOf(address) === family)
        .map((listener) => placeKey(listener.protocol, listener));
      return places.length === 0
        ? []
        : [`add element ${family} ${tableName} awaited { ${places.join(', ')} }`];
    });
  }

  /** True for the first client of the listener's epoch. */
  serve(listener: PlannedTransportListener): boolean {
    const { epoch } = listener.backend;
    if (epoch === undefined || !this.#waits(listener)) return false;
    this.#served.set(listener.key, epoch);
    return true;
  }

  /** Command that ends the telling. */
  rest(listener: PlannedTransportListener): string {
    return `delete element ${familyOf(listener.address)} ${tableName} awaited { ${placeKey(listener.protocol, listener)} }`;
  }

  forget(key: ListenerKey): void {
    this.#served.delete(key);
  }

  #waits(listener: PlannedTransportListener): boolean {
    const { epoch } = listener.backend;
    return (
      epoch !== undefined && this.#served.get(listener.key) !== epoch && servingTargets(listener).length > 0
    );
  }
}
