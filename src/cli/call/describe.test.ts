import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { isActionName } from '../../contract/index.ts';
import { actionNames, describeAction, listActions } from './describe.ts';

const plain = pc.createColors(false);

describe('help from the contracts', () => {
  it('lists every action once', () => {
    const listed = listActions(plain)
      .split('\n')
      .flatMap((line) => /^ {2}(\w+)/.exec(line)?.[1] ?? []);
    expect([...listed].sort()).toEqual([...actionNames].sort());
  });

  it.each(actionNames)('explains %s with every parameter', (name) => {
    if (!isActionName(name)) throw new Error(`${name} is no action`);
    const text = describeAction(name, plain);
    expect(text).toContain(`hotspare call ${name}`);
    expect(text).not.toContain('undefined');
  });

  it('names type, need, default, members and extensions', () => {
    const text = describeAction('CreateMasterSlaveServerGroup', plain);
    expect(text).toMatch(/LoadBalancerId +\[text up to 64; required\]/);
    expect(text).toMatch(/Weight +\[0-100; default 100\]/);
    expect(text).toMatch(/Tag\.N\.Key/);
    expect(text).toMatch(/DetectionMode +\[vendor \| fast; extension\]/);
  });
});
