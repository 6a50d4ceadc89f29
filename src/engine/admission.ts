/** Which clients a listener lets in, as the plan has it; the blocks are read once, not for every client. */
import { CidrSet } from '../domain/cidr-set.ts';
import type { PlannedAccess } from '../domain/plan-types.ts';

export class Admission {
  /** Nearly all listeners' rule. */
  static readonly open = new Admission({ kind: 'open' });
  readonly #access: PlannedAccess;
  readonly #blocks: CidrSet;

  constructor(access: PlannedAccess) {
    this.#access = access;
    this.#blocks = new CidrSet(access.kind === 'open' ? [] : access.cidrs);
  }

  static of(access: PlannedAccess): Admission {
    return access.kind === 'open' ? Admission.open : new Admission(access);
  }

  admits(client: { readonly address: string }): boolean {
    switch (this.#access.kind) {
      case 'open':
        return true;
      case 'allow':
        return this.#blocks.has(client.address);
      case 'deny':
        return !this.#blocks.has(client.address);
    }
  }

  /** Itself, when the new rule is the old one: most plans change something else. */
  after(access: PlannedAccess): Admission {
    return JSON.stringify(access) === JSON.stringify(this.#access) ? this : Admission.of(access);
  }
}
