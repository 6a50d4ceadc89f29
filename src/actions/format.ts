/** Domain values in the wire's words. */
import type { Tag } from '../domain/resources.ts';

/** `YYYY-MM-DDThh:mm:ssZ`, UTC. */
export function wireTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** `YYYY-MM-DDThh:mm:ss.sssZ`, UTC, for our own actions: what happens at a failover happens within a second. */
export function preciseWireTime(ms: number): string {
  return new Date(ms).toISOString();
}

export function wireTags(tags: readonly Tag[]): readonly { TagKey: string; TagValue: string }[] {
  return tags.map(({ key, value }) => ({ TagKey: key, TagValue: value }));
}

export function tagsFromWire(
  tags: readonly { readonly Key: string; readonly Value: string }[],
): readonly Tag[] {
  return [...new Map(tags.map(({ Key, Value }) => [Key, { key: Key, value: Value }])).values()];
}

/** Tags in the older form as those of today. */
export function olderTagsFromWire(
  tags: readonly { readonly TagKey: string; readonly TagValue: string }[] | undefined,
): readonly { readonly Key: string; readonly Value: string }[] {
  return (tags ?? []).map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue }));
}

/** A filter: the resource has every tag asked for. */
export function hasTags(
  tags: readonly Tag[],
  wanted: readonly { readonly Key: string; readonly Value: string }[],
): boolean {
  return wanted.every(({ Key, Value }) =>
    tags.some((tag) => tag.key === Key && (Value === '' || tag.value === Value)),
  );
}

/** The wire counts in seconds; what is not given stays undefined. */
export function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}
