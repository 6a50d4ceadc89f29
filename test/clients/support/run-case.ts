/** One case through one client; what the client has no class for is done by the project's own. */
import { expect } from 'vitest';
import { Bindings } from '../../contract/bindings.ts';
import { at, textAt } from '../../support/answers.ts';
import { eventually } from '../../support/eventually.ts';
import type { ApiClient } from '../../../src/client/api-client.ts';
import type { Case, Step } from '../scenario.ts';
import { type ClientUnderTest, nested } from './client.ts';
import { align } from './compare.ts';

/** Where a library is behind the API: what its classes have no place for. */
export interface Gaps {
  readonly unset: readonly string[];
  readonly notCarried: readonly string[];
}

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
  readonly gaps: Gaps;
  /** Placeholders of the examples that stand for the service itself. */
  readonly host: string;
}

export async function runCase({ steps, whole = false }: Case, run: Run): Promise<void> {
  const bindings = new Bindings();
  bindings.bind('slb.example.com:8080', run.host);
  const literals = new Set(steps.flatMap(({ request }) => Object.values(request)));
  for (const step of steps) await runStep(step, { ...run, whole, bindings, literals });
}

interface Context extends Run {
  readonly whole: boolean;
  readonly bindings: Bindings;
  /** Texts that the case itself sends: they stand for themselves. */
  readonly literals: ReadonlySet<string>;
}

async function runStep(step: Step, context: Context): Promise<void> {
  const { action, response, holds, soon = false } = step;
  if (action === lasting && (response ?? holds) === undefined) return;
  const request = context.bindings.substitute(step.request);
  const callAndCheck = async (): Promise<void> => {
    const typed = context.has.has(action) ? await callTyped(action, request, context) : undefined;
    check(step, typed ?? (await context.own.callRaw(action, request)), context);
  };
  await (soon ? eventually(callAndCheck) : callAndCheck());
}

function check(step: Step, answer: unknown, { bindings, literals, account, gaps }: Context): void {
  const { action, binds = {}, response, holds } = step;
  for (const [field, placeholder] of Object.entries(binds)) {
    bindings.bind(placeholder, boundText(answer, field));
  }
  const wanted = response ?? holds;
  if (wanted === undefined) return;
  const { RequestId: requestId, ...rest }: Record<string, unknown> = { ...Object(answer) };
  expect(requestId).toMatch(/^[0-9A-F]{8}-/);
  const { expected, held } = align(wanted, rest, {
    partly: response === undefined,
    notCarried: (path) => account.notCarried.add(`${action} ${path}`),
    isBlindTo: (path) => gaps.notCarried.includes(`${action} ${path}`),
  });
  const read = bindings.readExample(expected, held, literals);
  expect({ [action]: read }).toEqual({ [action]: expected });
}

/** The text at `Rules.Rule.0.RuleId`; in classes whose lists have no wrapper, at `Rules.0.RuleId`. */
function boundText(answer: unknown, field: string): string {
  const [list = '', , ...rest] = field.split('.');
  return textAt(answer, Array.isArray(at(answer, list)) ? [list, ...rest].join('.') : field);
}

async function callTyped(
  action: string,
  request: Readonly<Record<string, string>>,
  { account, client, whole }: Context,
): Promise<unknown> {
  const { answer, unset } = await client.call(action, nested(request), whole);
  if (answer !== undefined) account.called.set(action, (account.called.get(action) ?? 0) + 1);
  for (const name of unset) account.unset.add(`${action} ${name}`);
  return answer;
}
