/** Packets, and their bytes with headers and all. */
export interface Counted {
  readonly packets: number;
  readonly bytes: number;
}

export const nothingCounted: Counted = { packets: 0, bytes: 0 };

export function sumOf(a: Counted, b: Counted): Counted {
  return { packets: a.packets + b.packets, bytes: a.bytes + b.bytes };
}

/** Of each the greater: for sums that must not go back. */
export function mostOf(a: Counted, b: Counted): Counted {
  return { packets: Math.max(a.packets, b.packets), bytes: Math.max(a.bytes, b.bytes) };
}
