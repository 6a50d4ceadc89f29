/** Operations that every resource with tags has, and those that belong to a resource group. */
import { type FormOperation, numbered } from './operation.ts';
import { words } from './words.ts';

type Taggable = 'instance' | 'listener' | 'vservergroup' | 'masterslaveservergroup' | 'acl' | 'certificate';

/** Answers name tags in one of two ways. */
export type AnsweredTag = {
  readonly TagKey?: string | undefined;
  readonly TagValue?: string | undefined;
};

export function tagging<R>(type: Taggable, idOf: (row: R) => string): readonly FormOperation<R>[] {
  const fixed = (row: R) => ({ ResourceType: type, ...numbered('ResourceId', [idOf(row)]) });
  return [
    { kind: 'form', action: 'TagResources', label: words.tag, fixed },
    { kind: 'form', action: 'UntagResources', label: words.untag, fixed, first: ['TagKey', 'All'] },
  ];
}

export function moving<R>(
  type: 'loadbalancer' | 'certificate' | 'acl',
  idOf: (row: R) => string,
): FormOperation<R> {
  return {
    kind: 'form',
    action: 'MoveResourceGroup',
    label: words.moveGroup,
    fixed: (row) => ({ ResourceType: type, ResourceId: idOf(row) }),
  };
}
