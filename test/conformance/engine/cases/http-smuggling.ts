import type { EngineCase } from '../case.ts';
export const httpSmugglingCases: readonly EngineCase[] = [];
