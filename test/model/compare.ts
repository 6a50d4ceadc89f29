/** Asks a service everything about its account and tells where the answers differ from the model. */
import type { ApiClient } from '../../src/client/api-client.ts';
import { ApiFailure } from '../../src/client/failures.ts';
import type { Account } from './account.ts';
import { questionsAbout } from './questions/index.ts';
import { AnyOrder, OneOf, type Question } from './questions/question.ts';

/** Entries on a page. */
const PAGE = 3;

/** Empty when all is as it must be. */
export async function differencesFrom(account: Account, client: ApiClient): Promise<readonly string[]> {
  const found = await Promise.all(questionsAbout(account).map((question) => differencesOf(question, client)));
  return found.flat();
}

async function differencesOf(question: Question, client: ApiClient): Promise<readonly string[]> {
  const { action, parameters, refusal, expected } = question;
  const name = `${action}(${JSON.stringify(parameters)})`;
  try {
    const answer = await answerTo(question, client);
    if (refusal !== undefined) return [`${name} succeeded, and not ${refusal}`];
    return [...differences(expected, answer, name)];
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return error.code === refusal ? [] : [`${name} was refused: ${error.code} ${error.message}`];
  }
}

async function answerTo({ action, parameters, paged }: Question, client: ApiClient): Promise<unknown> {
  if (!paged) return client.call(action, parameters);
  const { list, by, size } = paged;
  const items: unknown[] = [];
  let next: string | undefined = by === 'number' ? '1' : undefined;
  for (;;) {
    const answer: unknown = await client.call(action, {
      ...parameters,
      ...(size !== '' && { [size]: String(PAGE) }),
      ...(next !== undefined && { [by === 'number' ? 'PageNumber' : 'NextToken']: next }),
    });
    const page = member(answer, list);
    if (!Array.isArray(page)) throw new Error(`${action} has no list ${list}`);
    items.push(...page);
    if (by === 'number') {
      if (page.length === 0) return items;
      next = String(Number(next) + 1);
    } else {
      const token = member(answer, 'NextToken');
      if (typeof token !== 'string') return items;
      next = token;
    }
  }
}

function* differences(expected: unknown, seen: unknown, path: string): Generator<string> {
  if (expected instanceof OneOf) {
    if (typeof seen !== 'string' || !expected.words.includes(seen))
      yield `${path} is ${show(seen)}, not ${expected.words.join(' or ')}`;
  } else if (expected instanceof AnyOrder) {
    if (!Array.isArray(seen)) yield `${path} is ${show(seen)}, and no list`;
    else yield* listDifferences(sorted(expected.items, expected.by), sorted(seen, expected.by), path);
  } else if (Array.isArray(expected)) {
    if (!Array.isArray(seen)) yield `${path} is ${show(seen)}, and no list`;
    else yield* listDifferences(expected, seen, path);
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [name, value] of Object.entries(expected)) {
      yield* differences(value, member(seen, name), `${path}.${name}`);
    }
  } else if (!Object.is(expected, seen)) {
    yield `${path} is ${show(seen)}, not ${show(expected)}`;
  }
}

function* listDifferences(
  expected: readonly unknown[],
  seen: readonly unknown[],
  path: string,
): Generator<string> {
  if (expected.length !== seen.length) {
    yield `${path} has ${seen.length} entries, not ${expected.length}: ${show(seen)}, not ${show(expected)}`;
    return;
  }
  for (const [index, value] of expected.entries())
    yield* differences(value, seen[index], `${path}[${index}]`);
}

function sorted(items: readonly unknown[], by: string): readonly unknown[] {
  const keyOf = (item: unknown): string =>
    by
      .split(' ')
      .map((name) => String(member(item, name)))
      .join(' ');
  return [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
