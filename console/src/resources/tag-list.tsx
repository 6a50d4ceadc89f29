import { Badge } from '../ui/badge.tsx';
import { Name } from '../ui/name.tsx';
import type { AnsweredTag } from './tagging.ts';

/** Nothing where there is none. */
export function TagList({ tags }: { readonly tags: readonly AnsweredTag[] }) {
  return (
    <span className="tags">
      {tags.map(({ TagKey = '', TagValue = '' }) => (
        <Badge key={TagKey}>
          <Name>{TagValue === '' ? TagKey : `${TagKey}: ${TagValue}`}</Name>
        </Badge>
      ))}
    </span>
  );
}
