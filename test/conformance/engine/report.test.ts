import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { childFeatures, inlineFeatures } from '../../../src/engine/embedded/features.ts';
import { nftablesFeatures } from '../../../src/engine/nftables/features.ts';
import { engineCases } from './cases/index.ts';
import { renderEngineReport } from './report.ts';

const run = async (): Promise<void> => undefined;

describe('the report of the engine suite', () => {
  it('says which engine is held to which case, and why not', () => {
    const report = renderEngineReport(
      [
        { name: 'one', features: new Set(['tcp', 'drain']) },
        { name: 'two', features: new Set(['tcp']) },
      ],
      [
        { name: 'forwards', needs: ['tcp'], run },
        { name: 'drains | later', needs: ['tcp', 'drain'], run },
      ],
    );
    assert.equal(
      report,
      [
        '## Features',
        '',
        '| Feature | one | two |',
        '| --- | --- | --- |',
        '| `drain` | yes | no |',
        '| `tcp` | yes | yes |',
        '',
        '## Conformance',
        '',
        '| What an engine does | one | two |',
        '| --- | --- | --- |',
        '| forwards | passes | passes |',
        '| drains \\| later | passes | skipped: no drain |',
        '',
      ].join('\n'),
    );
  });

  it('has a line for every case, each with a name of its own', () => {
    const engines = [
      { name: 'embedded (child)', features: childFeatures },
      { name: 'embedded (inline)', features: inlineFeatures },
    ];
    const lines = renderEngineReport(engines, engineCases).split('\n');
    const names = engineCases.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const name of names)
      assert.ok(
        lines.some((line) => line.startsWith(`| ${name} | passes |`)),
        name,
      );
  });

  it('has a case for every feature that an engine may declare', () => {
    const needed = new Set(engineCases.flatMap(({ needs }) => needs));
    for (const feature of [...childFeatures, ...inlineFeatures, ...nftablesFeatures])
      assert.ok(needed.has(feature), feature);
  });
});
