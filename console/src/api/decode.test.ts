import { expect, test } from 'vitest';
import { decodeAnswer as decodeByContract } from '../../../src/client/decode-answer.ts';
import { contracts, isActionName } from '../../../src/contract/index.ts';
import { decodeAnswer } from './decode.ts';

test.each(Object.keys(contracts).filter(isActionName))(
  '%s: by its form the answer reads as by its contract',
  (action) => {
    const { response } = contracts[action].example;
    expect(decodeAnswer(response)).toMatchObject(decodeByContract(action, response));
  },
);
