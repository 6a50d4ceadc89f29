import assert from 'node:assert/strict';
import { describe, expect, it } from 'vitest';
import type { PlannedTransportListener } from '../../domain/plan-types.ts';
import type { SourceAddress } from './base.ts';
import { goldenPlans } from './golden-plans.ts';
import { InForce } from './in-force.ts';
import { natPlace, networkText, placeKey, whole } from './names.ts';
import { slotsOf, turnsOf } from './pool.ts';
import { unsupportedBecause } from './supports.ts';

const masquerade: SourceAddress = { kind: 'masquerade' };

/** The texts that bring these plans into force one after the other. */
async function texts(
  sourceAddress: SourceAddress,
  ...plans: readonly (readonly PlannedTransportListener[])[]
): Promise<string[]> {
  const inForce = new InForce({ sourceAddress, logGroup: 8014 }, () => async () => undefined);
  const all: string[] = [];
  for (const [index, listeners] of plans.entries()) {
    const plan = { revision: index + 1, listeners };
    all.push((await inForce.stepTo(plan, `plan_${index + 1}_0`, () => [])).text);
  }
  return all;
}

describe('rulesets of the nftables engine', () => {
  for (const [name, listeners] of Object.entries(goldenPlans))
    it(`are as written down: ${name}`, async () => {
      const [text = ''] = await texts(masquerade, listeners);
      await expect(`${text}\n`).toMatchFileSnapshot(`golden/${name}.nft`);
    });

  it('are as written down: addresses of its own towards servers, and none', async () => {
    const own: SourceAddress = { kind: 'addresses', addresses: ['192.0.2.10', '192.0.2.11'] };
    const [several = ''] = await texts(own, []);
    await expect(`${several}\n`).toMatchFileSnapshot('golden/source-addresses.nft');
    const [kept = ''] = await texts({ kind: 'keep' }, []);
    await expect(`${kept}\n`).toMatchFileSnapshot('golden/source-kept.nft');
  });

  it('change by their differences: a switch is one element', async () => {
    const [, change = ''] = await texts(
      masquerade,
      goldenPlans['pair'] ?? [],
      goldenPlans['pair-switched'] ?? [],
    );
    assert.deepEqual(
      change.split('\n').filter((line) => !line.includes(' plan_')),
      [
        'delete element ip hotspare hidden { tcp . 10.0.0.1 . 8080 }',
        'delete element ip hotspare direct { tcp . 192.0.2.1 . 80 }',
        'add element ip hotspare hidden { tcp . 10.0.0.2 . 8080 }',
        'add element ip hotspare direct { tcp . 192.0.2.1 . 80 : 10.0.0.2 . 8080 }',
      ].sort(sameOrder(change)),
    );
  });

  it('refuse clients of a group without servers, whatever its scheduler, sticky or not', async () => {
    const [sticky] = goldenPlans['pool-persistent-empty'] ?? [];
    if (sticky?.backend.kind !== 'pool') throw new Error('the plan has no pool');
    const { backend } = sticky;
    for (const scheduler of ['wrr', 'rr', 'sch', 'tch'] as const) {
      const [text = ''] = await texts(masquerade, [{ ...sticky, backend: { ...backend, scheduler } }]);
      assert.match(text, /guards \{ tcp \. 192\.0\.2\.1 \. 80 : jump refuse_tcp \}/, scheduler);
      assert.doesNotMatch(text, /element ip hotspare pools/, scheduler);
    }
  });

  it('say nothing when nothing has changed', async () => {
    const [, again] = await texts(
      masquerade,
      goldenPlans['guarded'] ?? [],
      structuredClone(goldenPlans['guarded'] ?? []),
    );
    assert.equal(again, '');
  });

  it('let nothing through that people name', async () => {
    const [text = ''] = await texts(masquerade, goldenPlans['hostile'] ?? []);
    assert.doesNotMatch(text, /flush ruleset/);
  });

  it('refuse what is no address, network or number', () => {
    assert.throws(() => placeKey('tcp', { address: '1.2.3.4 }', port: 80 }), TypeError);
    assert.throws(() => natPlace('fe80::1%eth0', 80), TypeError);
    assert.throws(() => networkText('10.0.0.0/33'), TypeError);
    assert.throws(() => networkText('10.0.0.0/8 }'), TypeError);
    assert.throws(() => whole(1.5), TypeError);
    assert.throws(() => whole(-1), TypeError);
  });
});

describe('slots and turns', () => {
  const targets = [30, 20, 10].map((weight, index) => {
    return { id: `i-${index}`, address: '10.0.0.1', port: 80, weight, healthy: true };
  });

  it('take turns by weight, interleaved', () => {
    assert.equal(
      turnsOf(targets)
        .map(({ id }) => id.at(-1))
        .join(''),
      '010210',
    );
  });

  it('move only the slots of a target that leaves', () => {
    const all = slotsOf(targets);
    const fewer = slotsOf(targets.slice(0, 2));
    for (const [slot, { id }] of all.entries()) if (id !== 'i-2') assert.equal(fewer[slot]?.id, id);
    const share = all.filter(({ id }) => id === 'i-0').length / all.length;
    assert.ok(Math.abs(share - 0.5) < 0.1, `${share}`);
  });
});

describe('what the kernel cannot serve', () => {
  const [listener] = goldenPlans['pool-weighted'] ?? [];
  if (listener?.backend.kind !== 'pool') throw new Error('the plan has no pool');
  const { backend } = listener;

  it('is told with the reason', () => {
    assert.equal(unsupportedBecause(listener), undefined);
    assert.match(unsupportedBecause({ ...listener, proxyProtocolV2: true }) ?? '', /PROXY protocol/);
    assert.match(
      unsupportedBecause({ ...listener, backend: { ...backend, scheduler: 'wlc' } }) ?? '',
      /least connections/,
    );
    const quic = {
      ...listener,
      protocol: 'udp' as const,
      backend: { ...backend, scheduler: 'qch' as const },
    };
    assert.match(unsupportedBecause(quic) ?? '', /QUIC/);
    assert.match(unsupportedBecause({ ...listener, address: '2001:db8::1' }) ?? '', /one family/);
  });
});

/** Lines in the order that they have in the text. */
function sameOrder(text: string): (a: string, b: string) => number {
  return (a, b) => text.indexOf(a) - text.indexOf(b);
}
