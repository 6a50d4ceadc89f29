/**
 * What every store promises, as values: a runner opens its store for each case. The words are those of
 * src/store/store.ts, and nothing here knows an implementation.
 */
import type { StoreCase } from './case.ts';
import { changeCases } from './cases/changes.ts';
import { closeCases } from './cases/close.ts';
import { concurrencyCases } from './cases/concurrency.ts';
import { leaseCases } from './cases/leases.ts';
import { listCases } from './cases/lists.ts';
import { preconditionCases } from './cases/preconditions.ts';
import { watchCases } from './cases/watches.ts';

export type { OpenStore, StoreCase } from './case.ts';

export const storeCases: readonly StoreCase[] = [
  ...changeCases,
  ...preconditionCases,
  ...listCases,
  ...concurrencyCases,
  ...watchCases,
  ...leaseCases,
  ...closeCases,
];
