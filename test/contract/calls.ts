/** Short ways to call the API in tests of single actions. */
import type { Harness } from './harness.ts';

export type Document = Readonly<Record<string, unknown>>;
type Parameters_ = Readonly<Record<string, string>>;

/** The answer to a call that must succeed. */
export async function answerOf(harness: Harness, action: string, parameters: Parameters_): Promise<Document> {
  const { status, body } = await harness.call(action, parameters);
  const document: Document = JSON.parse(body);
  if (status !== 200) throw new Error(`${action} should have worked, but: ${body}`);
  return document;
}

/** Code, message and status of a call that must fail. */
export async function refusalOf(harness: Harness, action: string, parameters: Parameters_) {
  const { status, body } = await harness.call(action, parameters);
  const { Code, Message }: Document = JSON.parse(body);
  if (status === 200) throw new Error(`${action} should have been refused, but: ${body}`);
  return { status, Code, Message };
}

/** Members of a list, plain or wrapped, that are objects. */
export function itemsOf(list: unknown): readonly Document[] {
  const items: unknown = Array.isArray(list) ? list : isDocument(list) ? Object.values(list)[0] : undefined;
  if (!Array.isArray(items)) throw new Error(`no list: ${JSON.stringify(list)}`);
  const all: readonly unknown[] = items;
  return all.filter(isDocument);
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
