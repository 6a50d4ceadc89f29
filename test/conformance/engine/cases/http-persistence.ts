import type { EngineCase } from '../case.ts';
export const httpPersistenceCases: readonly EngineCase[] = [];
