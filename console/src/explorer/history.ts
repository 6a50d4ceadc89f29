/** The calls of this browser, newest first, without secrets. */
import { useSyncExternalStore } from 'react';
import type { FormValues } from '../form/values.ts';

export interface PastCall {
  readonly action: string;
  readonly values: FormValues;
  readonly atMs: number;
  readonly durationMs: number;
  /** `OK` or the code of the error. */
  readonly outcome: string;
}

const STORED_AS = 'hotspare.calls';
const KEPT = 50;

const listeners = new Set<() => void>();
let text = '';
let calls: readonly PastCall[] = [];

export function usePastCalls(): readonly PastCall[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, pastCalls);
}

export function rememberCall(call: PastCall): void {
  write([call, ...pastCalls()].slice(0, KEPT));
}

export function forgetCalls(): void {
  write([]);
}

function pastCalls(): readonly PastCall[] {
  const now = localStorage.getItem(STORED_AS) ?? '[]';
  if (now !== text) {
    text = now;
    calls = parse(now);
  }
  return calls;
}

function write(all: readonly PastCall[]): void {
  localStorage.setItem(STORED_AS, JSON.stringify(all));
  for (const listener of listeners) listener();
}

function parse(stored: string): readonly PastCall[] {
  try {
    const parsed: unknown = JSON.parse(stored);
    return Array.isArray(parsed) ? parsed.filter(isPastCall) : [];
  } catch {
    return [];
  }
}

function isPastCall(value: unknown): value is PastCall {
  return typeof value === 'object' && value !== null && 'action' in value && 'values' in value;
}
