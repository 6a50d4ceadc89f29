import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ActionContract } from '../../../src/contract/define.ts';
import type { FormValues } from '../form/values.ts';
import { useSession } from '../session/session-context.ts';
import { rememberCall } from './history.ts';
import { withoutSecrets } from './link.ts';
import { type CallAnswer, type CallOptions, makeCall, signCall, type SignedCall } from './make-call.ts';

export interface CallState {
  readonly busy: boolean;
  readonly signed?: SignedCall;
  readonly answer?: CallAnswer;
  /** There was no answer. */
  readonly problem?: unknown;
}

/** The last call of one action, and how the next one will be made. */
export function useCall(contract: ActionContract) {
  const { keys } = useSession().session;
  const queries = useQueryClient();
  const [options, choose] = useState<CallOptions>({ scheme: 'v3', method: 'POST', format: 'json' });
  const [state, setState] = useState<CallState>({ busy: false });

  const run = async (values: FormValues, send: boolean): Promise<CallState> => {
    const signed = await signCall(keys, contract.name, values, options);
    if (!send) return { busy: false, signed };
    try {
      const answer = await makeCall(signed);
      rememberCall({
        action: contract.name,
        values: withoutSecrets(contract, values),
        atMs: Date.now(),
        durationMs: answer.durationMs,
        outcome: answer.error?.code ?? 'OK',
      });
      if (contract.write) void queries.invalidateQueries();
      return { busy: false, signed, answer };
    } catch (problem) {
      return { busy: false, signed, problem };
    }
  };
  const start = (values: FormValues, send: boolean): void => {
    setState({ busy: true });
    void run(values, send).then(setState);
  };
  return {
    ...state,
    options,
    choose,
    call: (values: FormValues): void => start(values, true),
    sign: (values: FormValues): void => start(values, false),
  };
}
