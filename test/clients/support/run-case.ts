/** One case through one client; what the client has no class for is done by the project's own. */
import { expect } from 'vitest';
import { Bindings } from '../../contract/bindings.ts';
import { textAt } from '../../support/answers.ts';
import type { ApiClient } from '../../../src/client/api-client.ts';
import type { Case, Step } from '../scenario.ts';
import { type ClientUnderTest, nested } from './client.ts';
import { align } from './compare.ts';

/** What a whole run through the scenario has seen. */
export class Account {
  readonly called = new Map<string, number>();
  /** `CreateMasterSlaveServerGroup Tag`: parameters without a setter. */
  readonly unset = new Set<string>();
  /** `DescribeRules Rules[].Scheduler`: members of answers without a place in the class. */
  readonly notCarried = new Set<string>();

  get calls(): number {
    return [...this.called.values()].reduce((sum, count) => sum + count, 0);
  }
}

/** Nothing switches it off again, so a service is asked once; `sweep` puts its settings back. */
const lasting = 'EnableHighDefinationMonitor';

export interface Run {
  readonly client: ClientUnderTest;
  /** The actions that it has. */
  readonly has: ReadonlySet<string>;
  readonly own: ApiClient;
  readonly account: Account;
  /** Placeholders of the examples that stand for the service itself. */
  readonly host: string;
}

export async function runCase({ steps }: Case, run: Run): Promise<void> {
  const bindings = new Bindings();
  bindings.bind('slb.example.com:8080', run.host);
  const literals = new Set(steps.flatMap(({ request }) => Object.values(request)));
  for (const step of steps) await runStep(step, bindings, literals, run);
}

async function runStep(step: Step, bindings: Bindings, literals: ReadonlySet<string>, run: Run) {
  const { action, binds = {}, response, holds } = step;
  const wanted = response ?? holds;
  if (action === lasting && wanted === undefined) return;
  const request = bindings.substitute(step.request);
  const answer = run.has.has(action)
    ? await callTyped(action, request, run)
    : await run.own.callRaw(action, request);
  for (const [field, placeholder] of Object.entries(binds)) {
    bindings.bind(placeholder, textAt(answer, field));
  }
  if (wanted === undefined) return;
  const { RequestId: requestId, ...rest }: Record<string, unknown> = { ...Object(answer) };
  expect(requestId).toMatch(/^[0-9A-F]{8}-/);
  const { expected, held } = align(wanted, rest, {
    partly: response === undefined,
    notCarried: (path) => run.account.notCarried.add(`${action} ${path}`),
  });
  const read = bindings.readExample(expected, held, literals);
  expect({ [action]: read }).toEqual({ [action]: expected });
}

async function callTyped(action: string, request: Readonly<Record<string, string>>, run: Run) {
  const { account, client } = run;
  account.called.set(action, (account.called.get(action) ?? 0) + 1);
  const { answer, unset } = await client.call(action, nested(request));
  for (const name of unset) account.unset.add(`${action} ${name}`);
  return answer;
}
