import type { Tool } from './tools.ts';
export async function makeGo(): Promise<Record<'goNew' | 'goOld', Tool>> {
  return { goNew: { missing: 'todo' }, goOld: { missing: 'todo' } };
}
