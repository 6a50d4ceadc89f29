import { Tag } from 'antd';
import { Name } from '../ui/name.tsx';
import type { AnsweredTag } from './tagging.ts';

/** Nothing where there is none. */
export function TagList({ tags }: { readonly tags: readonly AnsweredTag[] }) {
  return (
    <span className="tags">
      {tags.map(({ TagKey = '', TagValue = '' }) => (
        <Tag key={TagKey}>
          <Name>{TagValue === '' ? TagKey : `${TagKey}: ${TagValue}`}</Name>
        </Tag>
      ))}
    </span>
  );
}
