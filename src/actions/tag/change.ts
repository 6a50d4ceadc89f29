/** Tags before and after a change. */
import { ApiError } from '../../contract/api-error.ts';
import type { Tag } from '../../domain/resources.ts';

/** A key that is there keeps its place and gets the new value; new ones follow in the order given. */
export function withTags(before: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  return [...new Map([...before, ...added].map((tag) => [tag.key, tag])).values()];
}

/** Throws `duplicateTagKey`. */
export function requireDistinctKeys(tagKeys: readonly string[]): void {
  const key = tagKeys.find((one, index) => tagKeys.indexOf(one) !== index);
  if (key !== undefined) throw new ApiError('duplicateTagKey', { key });
}
