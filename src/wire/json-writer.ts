import type { Node } from './document.ts';

/** A bare object, as SDKs read it: no outer object named after the action. */
export function writeJson(members: { readonly [name: string]: Node }): string {
  return JSON.stringify(members);
}
