import type { EngineCase } from '../case.ts';
export const httpsCases: readonly EngineCase[] = [];
