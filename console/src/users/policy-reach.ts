/** Which actions a policy allows, for people: everywhere, for some resources or under conditions, or not at all. */
import { matches, type RamPolicy, ramPolicySchema } from '../../../src/domain/ram-policy.ts';

export type Reading =
  | { readonly policy: RamPolicy }
  | { readonly problems: readonly { readonly at: string; readonly why: string }[] };

/** As the service reads it when the policy is set. */
export function readPolicy(text: string): Reading {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return { problems: [{ at: '', why: error instanceof Error ? error.message : String(error) }] };
  }
  const read = ramPolicySchema.safeParse(document);
  return read.success
    ? { policy: read.data }
    : { problems: read.error.issues.map(({ path, message }) => ({ at: path.join('.'), why: message })) };
}

export interface Reach {
  /** On everything, whatever the conditions. */
  readonly everywhere: readonly string[];
  /** On some resources, or under some conditions. */
  readonly partly: readonly string[];
  readonly never: readonly string[];
}

export function reachOf({ Statement }: RamPolicy, actions: readonly string[]): Reach {
  const reach = { everywhere: [] as string[], partly: [] as string[], never: [] as string[] };
  for (const action of actions) {
    const about = Statement.filter((statement) =>
      many(statement.Action).some((pattern) => matches(pattern, `slb:${action}`, { ignoreCase: true })),
    );
    const allowing = about.filter(({ Effect }) => Effect === 'Allow');
    const denying = about.filter(({ Effect }) => Effect === 'Deny');
    if (allowing.length === 0 || denying.some(isPlain)) reach.never.push(action);
    else if (denying.length === 0 && allowing.some(isPlain)) reach.everywhere.push(action);
    else reach.partly.push(action);
  }
  return reach;
}

function isPlain({ Resource, Condition }: RamPolicy['Statement'][number]): boolean {
  return many(Resource).includes('*') && Object.keys(Condition ?? {}).length === 0;
}

function many(values: string | readonly string[]): readonly string[] {
  return typeof values === 'string' ? [values] : values;
}
