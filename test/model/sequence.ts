/**
 * One random sequence: calls one by one and several at once, restarts in between, whole comparisons, and at the end
 * everything deleted again. All choices come from the seed; the ids in them come from the service.
 */
import { type Account, around, aroundListener, emptyAccount, requireNoDanglingReference } from './account.ts';
import { pause } from '../support/eventually.ts';
import { accountsAfter, type Made } from './batch.ts';
import { type Call, follow } from './call.ts';
import { clearingCalls } from './calls/clearing.ts';
import { anyCall, anyCallOnListener } from './calls/index.ts';
import { differencesFrom } from './compare.ts';
import { Random } from '../support/random.ts';
import { strayKeys } from './stored.ts';
import { pairStages, servesPair, type Stage } from './stages.ts';
import { Subject } from './subject.ts';

/** Calls between whole comparisons, and between restarts. */
const COMPARE_EVERY = 250;
const RESTART_EVERY = 400;
const LARGEST_BATCH = 4;

export interface Figures {
  calls: number;
  refused: number;
  /** Made while another call was under way. */
  atOnce: number;
  restarts: number;
  kills: number;
  /** Calls that a kill cut off. */
  unknown: number;
  comparisons: number;
}

/** Rejects with the seed, the step and the last calls when the service and the model differ. */
export async function runSequence(seed: number, length: number, signal: AbortSignal): Promise<Figures> {
  const subject = new Subject(seed % 2 === 0 ? 'process' : 'inline');
  const sequence = new Sequence(new Random(seed), subject);
  try {
    await subject.start();
    await sequence.run(length, signal);
    return sequence.figures;
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const told = sequence.told.slice(-12).join('\n  ');
    throw new Error(
      `seed ${seed}, call ${sequence.figures.calls}: ${why}\nThe last calls:\n  ${told}\n` +
        `Again with HOTSPARE_MODEL_SEED=${seed} npm test -- --project model`,
      { cause: error },
    );
  } finally {
    await subject.close();
  }
}

class Sequence {
  readonly figures: Figures = {
    calls: 0,
    refused: 0,
    atOnce: 0,
    restarts: 0,
    kills: 0,
    unknown: 0,
    comparisons: 0,
  };
  /** Calls and their ends, for a report. */
  readonly told: string[] = [];
  readonly #random: Random;
  readonly #subject: Subject;
  #account: Account = emptyAccount();
  #comparedAt = 0;
  #restartedAt = 0;

  constructor(random: Random, subject: Subject) {
    this.#random = random;
    this.#subject = subject;
  }

  async run(length: number, signal: AbortSignal): Promise<void> {
    while (this.figures.calls < length && !signal.aborted) {
      await this.#step();
      requireNoDanglingReference(this.#account);
      if (this.figures.calls - this.#restartedAt >= RESTART_EVERY) await this.#restart();
      if (this.figures.calls - this.#comparedAt >= COMPARE_EVERY) await this.#compare();
    }
    await this.#compare();
    await this.#clear();
  }

  async #step(): Promise<void> {
    if (this.#random.chance(0.75)) {
      await this.#one(anyCall(this.#account, this.#random));
      return;
    }
    const calls = await this.#several();
    await this.#settle(await Promise.all(calls.map((call) => this.#make(call))));
    this.figures.atOnce += calls.length;
  }

  async #one(call: Call): Promise<void> {
    const { outcome } = await this.#make(call);
    if (!follow(this.#account, call, outcome)) throw this.#difference([{ call, outcome }]);
  }

  /** Now and then about one listener, half of the others about one load balancer: calls get in each other's way there. */
  async #several(): Promise<readonly Call[]> {
    const random = this.#random;
    const count = random.between(2, LARGEST_BATCH);
    if (random.chance(0.25)) {
      for (const stage of pairStages) await this.#find(stage);
      const listener = random.pick([...this.#account.listeners.values()].filter(servesPair));
      const scene = listener ? aroundListener(this.#account, listener) : this.#account;
      return Array.from({ length: count }, () => anyCallOnListener(scene, random));
    }
    const balancer = random.chance(0.5) && random.pick([...this.#account.balancers.keys()]);
    const scene = balancer ? around(this.#account, balancer) : this.#account;
    return Array.from({ length: count }, () => anyCall(scene, random));
  }

  /** Makes a call that brings the account to where a stage wants it, if one can be found. */
  async #find({ isReached, make, fits }: Stage): Promise<void> {
    for (let tries = 0; tries < 200 && !isReached(this.#account); tries += 1) {
      const call = make(this.#account, this.#random);
      if (fits(call) && call.complaints(this.#account).length === 0) return this.#one(call);
    }
  }

  /** Finds what the account is now. Where the order matters and cannot be told from the answers, the service is asked. */
  async #settle(made: readonly Made[]): Promise<void> {
    const possible = accountsAfter([this.#account], made);
    const [first, second] = possible;
    if (!first) throw this.#difference(made);
    if (second) {
      const found = await this.#theOneThatIs(possible);
      if (!found) throw this.#difference(made);
      this.#account = found;
    } else {
      this.#account = first;
    }
  }

  async #theOneThatIs(possible: readonly Account[]): Promise<Account | undefined> {
    for (const account of possible) {
      if ((await differencesFrom(account, this.#subject.client)).length === 0) return account;
    }
    return undefined;
  }

  async #make(call: Call): Promise<Made> {
    const outcome = await this.#subject.make(call);
    this.figures.calls += 1;
    if (outcome.kind === 'refused') this.figures.refused += 1;
    const end = outcome.kind === 'refused' ? outcome.code : outcome.kind;
    this.told.push(`${call.action} ${JSON.stringify(call.parameters)}: ${end}`);
    return { call, outcome };
  }

  async #restart(): Promise<void> {
    this.#restartedAt = this.figures.calls;
    if (this.#random.chance(0.5)) {
      await this.#subject.stop('SIGTERM');
      const stray = await strayKeys(this.#account, this.#subject.dataDir);
      if (stray.length > 0) throw new Error(`after a stop: ${stray.join('; ')}`);
      await this.#subject.start();
      this.figures.restarts += 1;
      this.told.push('(restarted)');
    } else {
      await this.#kill();
    }
    await this.#compare();
  }

  /** In the middle of several calls. Those that were cut off happened or not; nothing that was answered is lost. */
  async #kill(): Promise<void> {
    const calls = (await this.#several()).flatMap((call) => this.#forKill(call));
    const underWay = Promise.all(calls.map((call) => this.#make(call)));
    await pause(this.#random.below(4));
    await this.#subject.stop('SIGKILL');
    const made = await underWay;
    this.told.push('(killed)');
    await this.#subject.start();
    this.figures.kills += 1;
    this.figures.unknown += made.filter(({ outcome }) => outcome.kind === 'unknown').length;
    await this.#settle(await Promise.all(made.map((one) => this.#askedAgain(one))));
  }

  /** Only calls whose effect the model can follow without the answer, or that can be repeated safely. */
  #forKill(call: Call): readonly Call[] {
    if (!call.needsAnswer) return [call];
    if (call.action !== 'CreateLoadBalancer') return [];
    return [{ ...call, parameters: { ...call.parameters, ClientToken: `token-${this.figures.calls}` } }];
  }

  /** A call with a token is carried out once, however often it is made: the second answer says what became of it. */
  async #askedAgain(one: Made): Promise<Made> {
    const again = one.outcome.kind === 'unknown' && one.call.needsAnswer;
    return again ? this.#make(one.call) : one;
  }

  async #compare(): Promise<void> {
    this.#comparedAt = this.figures.calls;
    const differences = await differencesFrom(this.#account, this.#subject.client);
    this.figures.comparisons += 1;
    if (differences.length > 0) throw new Error(differences.slice(0, 5).join('\n'));
  }

  /** Deletes everything. Then nothing may be left but what is kept on purpose. */
  async #clear(): Promise<void> {
    for (const call of clearingCalls(this.#account)) await this.#one(call);
    await this.#compare();
    await this.#subject.stop('SIGTERM');
    await this.#subject.start();
    await this.#compare();
    await this.#subject.stop('SIGTERM');
    const stray = await strayKeys(emptyAccount(), this.#subject.dataDir);
    if (stray.length > 0) throw new Error(`when everything is deleted: ${stray.join('; ')}`);
    const alarms = this.#subject.alarms();
    if (alarms.length > 0) throw new Error(`the log says: ${alarms.slice(0, 3).join('\n')}`);
  }

  #difference(made: readonly Made[]): Error {
    const lines = made.map(({ call, outcome }) => {
      const reasons = call.complaints(this.#account).join(' or ') || 'success';
      return `${call.action} ${JSON.stringify(call.parameters)}\n  wanted ${reasons}, seen ${JSON.stringify(outcome)}`;
    });
    return new Error(`no order of these calls explains what was answered:\n${lines.join('\n')}`);
  }
}
