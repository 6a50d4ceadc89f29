import { afterEach, beforeAll, describe, it } from 'vitest';
import { Sandbox } from './sqlite-support.ts';
import { storeCases } from './suite.ts';

describe('sqlite store', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await Sandbox.create();
  });

  afterEach(() => sandbox.clear());

  it.each(storeCases.map((one) => [one.name, one] as const))('%s', (_name, one) =>
    one.run((options) => sandbox.open(options)),
  );
});
