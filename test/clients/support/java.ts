import type { Tool } from './tools.ts';
export async function makeJava(): Promise<Record<'javaNew' | 'javaOld', Tool>> {
  return { javaNew: { missing: 'todo' }, javaOld: { missing: 'todo' } };
}
