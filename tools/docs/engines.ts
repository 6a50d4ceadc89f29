/** docs/engines.md: what each engine declares, and which conformance cases hold it. */
import { childFeatures, inlineFeatures } from '../../src/engine/embedded/features.ts';
import { nftablesFeatures } from '../../src/engine/nftables/features.ts';
import { engineCases } from '../../test/conformance/engine/cases/index.ts';
import { renderEngineReport } from '../../test/conformance/engine/report.ts';
import { page } from './markdown.ts';

export function renderEngines(): string {
  const engines = [
    { name: 'embedded, fast lane', features: childFeatures },
    { name: 'embedded, own process', features: childFeatures },
    { name: 'embedded, inline', features: inlineFeatures },
    { name: 'nftables', features: nftablesFeatures },
  ];
  return page(
    '# Engines',
    'An engine carries out forwarding plans. Every one passes the same suite through real sockets, `npm test -- --project engine`, the fast lane once with one worker and once with three; a case is left out only for a feature that the engine does not declare. The embedded engine needs no root and no installation ([more](../src/engine/embedded/README.md)); the service runs it in a process of its own, the library inline. The nftables engine has the kernel forward, and needs root ([more](../src/engine/nftables/README.md)).',
    renderEngineReport(engines, engineCases).trimEnd(),
  );
}
