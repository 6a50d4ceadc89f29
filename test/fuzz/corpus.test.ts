import { afterAll, beforeAll, expect, it } from 'vitest';
import { Random } from '../support/random.ts';
import { corpus } from './corpus.ts';
import { judge } from './judge.ts';
import { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await World.make(new Random(1));
});
afterAll(() => world.close());

it.each(corpus)('no longer: $name', async ({ input }) => {
  expect(await judge(input, world)).toBeUndefined();
});
