/** The answer of one action, ours against the published one, field by field. */
import type { Field, Shape } from '../../src/contract/result.ts';
import type { Difference } from './difference.ts';
import type { VendorField, VendorShape } from './facts.ts';

export function compareResult(
  action: string,
  ours: Shape,
  vendor: VendorShape,
  prefix = '',
): readonly Difference[] {
  const missing = Object.entries(vendor)
    .filter(([name]) => !Object.hasOwn(ours, name))
    .map(([name, field]): Difference => {
      const origin = typeof field === 'object' && 'older' in field ? 'older-sdk' : 'documented';
      return { kind: 'field-missing', action, field: `${prefix}${name}`, origin };
    });
  const present = Object.entries(ours).flatMap(([name, field]): readonly Difference[] => {
    const facts = Object.hasOwn(vendor, name) ? vendor[name] : undefined;
    const path = `${prefix}${name}`;
    const again = secondSpelling(action, path, field);
    if (facts === undefined) return [{ kind: 'field-extra', action, field: path }, ...again];
    return [...again, ...compareField(action, path, field, known(facts))];
  });
  return [...missing, ...present];
}

/** Published fields with what they are, whichever SDK has them. */
function known(field: VendorField): Exclude<VendorField, { older: unknown }> {
  return typeof field === 'object' && 'older' in field ? known(field.older) : field;
}

function secondSpelling(action: string, path: string, field: Field): readonly Difference[] {
  if (field.kind !== 'list' || field.alsoAs === undefined) return [];
  return [{ kind: 'field-extra', action, field: `${path}.${field.alsoAs}[]` }];
}

function compareField(
  action: string,
  field: string,
  ours: Field,
  vendor: Exclude<VendorField, { older: unknown }>,
): readonly Difference[] {
  if (typeof vendor === 'string') {
    if (ours.kind === vendor) return [];
    return [{ kind: 'field-type', action, field, ours: ours.kind, vendor }];
  }
  const wrappings = [ourWrapping(ours), vendorWrapping(vendor)] as const;
  if (wrappings[0] !== wrappings[1]) {
    return [{ kind: 'field-wrapping', action, field, ours: wrappings[0], vendor: wrappings[1] }];
  }
  switch (ours.kind) {
    case 'object':
      return 'object' in vendor ? compareResult(action, ours.members, vendor.object, `${field}.`) : [];
    case 'list':
      return 'list' in vendor
        ? compareItems(action, `${field}.${ours.element}[]`, ours.items, vendor.items)
        : [];
    case 'plain-list':
      return 'plainList' in vendor ? compareItems(action, `${field}[]`, ours.items, vendor.plainList) : [];
    case 'text':
    case 'integer':
    case 'flag':
      return [];
  }
}

/** Members of items read `Rules.Rule[].RuleId`. */
function compareItems(action: string, path: string, ours: Field, vendor: VendorField): readonly Difference[] {
  return compareField(action, path, ours, known(vendor));
}

function ourWrapping(field: Field): string {
  if (field.kind === 'list') return `list of ${field.element}`;
  return field.kind === 'plain-list' ? 'plain list' : field.kind;
}

function vendorWrapping(field: Exclude<VendorField, string | { older: unknown }>): string {
  if ('list' in field) return `list of ${field.list}`;
  return 'plainList' in field ? 'plain list' : 'object';
}
