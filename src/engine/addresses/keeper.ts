/**
 * Sees to it that the interface has the addresses of the listeners: added before the plan that needs them comes into
 * force, announced when it has, removed after one without them has. What is somebody else's stays as it is.
 */
import { setTimeout } from 'node:timers/promises';
import type { ForwardingPlan, ListenerKey } from '../../domain/plan-types.ts';
import type { Clock, Timer } from '../../lib/clock.ts';
import { messageOf } from '../../lib/message-of.ts';
import { canonicalAddress } from '../../net/address-bytes.ts';
import type { InterfaceAddress } from '../../net/netlink/interfaces.ts';
import type { PacketSocket } from '../../net/packet-socket.ts';
import type { Applied, BindFailure } from '../engine.ts';
import type { EngineLog } from '../log.ts';
import { Announcer } from './announcer.ts';
import type { HoldingsParts } from './holdings.ts';
import { Holdings } from './holdings.ts';
import { notAdded } from './not-added.ts';
import { WantedAddresses } from './wanted.ts';

/** Clients of a listener that is removed are told by resets; what they answer must still find the address. */
const stayMs = 500;
/** Somebody may take an address away, and a link that goes down loses those of IPv6: it is looked at this often. */
const lookMs = 5_000;

export interface KeeperParts extends HoldingsParts {
  readonly socket: PacketSocket;
  readonly clock: Clock;
  readonly log: EngineLog;
}

export class AddressKeeper {
  readonly #parts: KeeperParts;
  readonly #holdings: Holdings;
  readonly #announcer: Announcer;
  readonly #wanted = new WantedAddresses();
  /** What the latest plan wants, and the last one that came into force. */
  #coming: ReadonlySet<string> = new Set();
  #inForce: ReadonlySet<string> = new Set();
  /** Added, and nobody has been told. */
  readonly #unannounced = new Set<string>();
  /** How neighbours could be told at the last look. */
  #reach: string;
  #removing: Timer | undefined;
  #looking: Timer | undefined;

  /** Takes over what an earlier service has left. Throws `SystemCallError` when the system does not tell. */
  constructor(parts: KeeperParts) {
    const { socket, clock, log } = parts;
    this.#parts = parts;
    this.#holdings = new Holdings(parts);
    this.#holdings.look();
    const placeOf = (address: string) => (this.#holdings.isOurs(address) ? this.#holdings.place : undefined);
    this.#announcer = new Announcer({ socket, clock, log, placeOf });
    this.#reach = this.#reachNow();
    this.#lookLater();
  }

  /** Brings a plan into force by `apply`, with its addresses around it. Rejects as `apply` does. */
  async bring(plan: ForwardingPlan, apply: (plan: ForwardingPlan) => Promise<Applied>): Promise<Applied> {
    const wanted = this.#wanted.of(plan);
    this.#coming = wanted;
    const failures = this.#addMissing();
    const applied = await apply(plan);
    this.#inForce = wanted;
    this.#announceNew();
    this.#removeLater();
    return failures.size === 0 ? applied : withFailures(applied, plan, failures);
  }

  /** Takes ours away, once nothing forwards any more. */
  async close(): Promise<void> {
    this.#looking?.cancel();
    this.#removing?.cancel();
    this.#coming = new Set();
    this.#inForce = new Set();
    // Not by the clock, whose timers keep no process alive: nothing else may be left that does.
    if (this.#surplus().length > 0) await setTimeout(stayMs);
    this.#removeSurplus();
    this.#announcer.close();
    this.#holdings.close();
  }

  #missing(): readonly string[] {
    return [...this.#coming].filter((address) => !this.#holdings.has(address));
  }

  /** Says of those that cannot be had why not. A plan that needs nothing new, as of a switch, asks the system nothing. */
  #addMissing(): ReadonlyMap<string, BindFailure> {
    const failures = new Map<string, BindFailure>();
    if (this.#missing().length === 0) return failures;
    const { interfaceName, log } = this.#parts;
    try {
      this.#holdings.look();
    } catch (error) {
      return new Map(this.#missing().map((address) => [address, notAdded(address, interfaceName, error)]));
    }
    const added = this.#missing().filter((address) => this.#add(address, failures));
    for (const address of added) this.#unannounced.add(address);
    if (added.length > 0) log('addresses_added', { interface: interfaceName, addresses: added });
    return failures;
  }

  #add(address: string, failures: Map<string, BindFailure>): boolean {
    try {
      return this.#holdings.add(address);
    } catch (error) {
      failures.set(address, notAdded(address, this.#parts.interfaceName, error));
      return false;
    }
  }

  /** Not before something serves there: who is sent to an address too early is refused. */
  #announceNew(): void {
    for (const address of [...this.#unannounced].filter((each) => this.#inForce.has(each))) {
      this.#unannounced.delete(address);
      this.#announcer.announce(address);
    }
  }

  #surplus(): readonly InterfaceAddress[] {
    return this.#holdings.surplus((address) => this.#coming.has(address) || this.#inForce.has(address));
  }

  #removeLater(): void {
    // One that waits is not put off, or many plans would put it off for ever.
    if (this.#removing !== undefined || this.#surplus().length === 0) return;
    this.#removing = this.#parts.clock.setTimer(stayMs, () => {
      this.#removing = undefined;
      this.#removeSurplus();
    });
  }

  #removeSurplus(): void {
    if (this.#surplus().length === 0) return;
    const { log } = this.#parts;
    const removed: string[] = [];
    try {
      // It may have been given away meanwhile, and have the mark no longer.
      this.#holdings.look();
      for (const each of this.#surplus()) {
        this.#holdings.remove(each);
        removed.push(each.address);
      }
    } catch (error) {
      log('addresses_not_removed', { reason: messageOf(error) });
    }
    if (removed.length > 0) log('addresses_removed', { addresses: removed });
  }

  #lookLater(): void {
    this.#looking = this.#parts.clock.setTimer(lookMs, () => {
      this.#lookLater();
      this.#lookAgain();
    });
  }

  #lookAgain(): void {
    const { log } = this.#parts;
    const lacking = new Set(this.#missing());
    try {
      this.#holdings.look();
    } catch (error) {
      log('addresses_not_seen', { reason: messageOf(error) });
      return;
    }
    const gone = this.#missing().filter((address) => !lacking.has(address));
    const failures = [...this.#addMissing().values()];
    if (gone.length > 0)
      log('addresses_gone', { addresses: gone, notPutBack: failures.map(({ message }) => message) });
    const reach = this.#reachNow();
    if (reach !== this.#reach) for (const address of this.#inForce) this.#unannounced.add(address);
    this.#reach = reach;
    this.#announceNew();
    this.#removeLater();
  }

  #reachNow(): string {
    const { index, isUp, hardwareAddress } = this.#holdings.place ?? {};
    return JSON.stringify([index, isUp, hardwareAddress]);
  }
}

/** A listener whose address is not there cannot be reached, whatever its engine says. */
function withFailures(
  applied: Applied,
  plan: ForwardingPlan,
  failures: ReadonlyMap<string, BindFailure>,
): Applied {
  const addressOf = new Map<ListenerKey, string>(
    plan.listeners.map(({ key, address }) => [key, canonicalAddress(address)]),
  );
  const listeners = applied.listeners.map((outcome) => {
    const failure = failures.get(addressOf.get(outcome.key) ?? '');
    return failure === undefined ? outcome : { key: outcome.key, failure };
  });
  return { ...applied, listeners };
}
