import { afterEach, beforeAll, describe, it } from 'vitest';
import { Sandbox } from './sqlite-support.ts';
import { storeCases } from './suite.ts';

describe('sqlite store', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await Sandbox.create();
  });

  afterEach(() => sandbox.clear());

  for (const { name, run } of storeCases) {
    it(name, () => run((options) => sandbox.open(options)));
  }
});
