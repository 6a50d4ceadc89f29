/** The suite of one client: the whole scenario, how it takes refusals, and whether it has been asked for everything. */
import { readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient } from '../../../src/client/api-client.ts';
import { Cleanup } from '../../support/cleanup.ts';
import { eventually } from '../../support/eventually.ts';
import { Services } from '../../support/service.ts';
import { cases } from '../scenario.ts';
import { ClientFailure, type ClientUnderTest } from './client.ts';
import type { Target } from './driver-process.ts';
import { Account, type Gaps, type Run, runCase } from './run-case.ts';
import { startService } from './service.ts';
import { sweep } from './sweep.ts';

export interface Suite {
  readonly name: string;
  /** Why it cannot run here. */
  readonly missing?: string;
  /** How many actions its library has. */
  readonly actions: number;
  /** Known, and no others: what is missing in its classes. */
  readonly gaps: Gaps;
  /** `certificateFile`: what it must trust when it speaks HTTPS. */
  start(target: Target, certificateFile: string): ClientUnderTest;
}

export function describeClient({ name, missing, actions, gaps, start }: Suite): void {
  const reason = missing === undefined ? '' : `: ${missing}`;
  describe.skipIf(missing !== undefined)(`${name}${reason}`, () => {
    const cleanup = new Cleanup();
    const services = cleanup.add(new Services());
    const account = new Account();
    let run: Run;
    let target: Target;
    let certificateFile: string;

    beforeAll(async () => {
      const service = await startService(services);
      target = service.target;
      certificateFile = service.certificateFile;
      const own = cleanup.add(new ApiClient(service.connection));
      const client = cleanup.add(start(target, certificateFile));
      run = { client, has: new Set(await client.actions()), own, account, gaps, host: target.host };
    });

    afterAll(() => cleanup.run());

    it.each(cases)('$name', async (each) => {
      await sweep(run.own);
      await runCase(each, run);
    });

    it(`has been asked for all of its ${actions} actions`, async () => {
      expect([...account.called.keys()].sort()).toEqual([...run.has].sort());
      console.log(`${name}: ${account.called.size} actions, ${account.calls} calls`);
      expect(run.has.size).toBe(actions);
    });

    it('has no other gaps than those that are known', () => {
      expect({ unset: [...account.unset].sort(), notCarried: [...account.notCarried].sort() }).toEqual(gaps);
    });

    it('takes a refusal apart', async () => {
      const refusal = await failureOf(run.client, 'DescribeLoadBalancerAttribute', {
        LoadBalancerId: 'lb-0',
      });
      expect(refusal).toEqual({
        code: 'InvalidLoadBalancerId.NotFound',
        message: expect.stringContaining('The specified LoadBalancerId does not exist'),
        requestId: expect.stringMatching(/^[0-9A-F]{8}-/),
      });
    });

    it('tells a wrong secret', async () => {
      const client = start({ ...target, accessKeySecret: 'wrong' }, certificateFile);
      try {
        const { code } = await failureOf(client, 'DescribeRegions', {});
        expect(code).toMatch(/SignatureDoesNotMatch|InvalidAccessKeySecret/);
      } finally {
        client.close();
      }
    });

    it('speaks HTTPS when it trusts the certificate in the data folder', async () => {
      // Made soon after the start: nobody has spoken TLS so far.
      await eventually(() => new X509Certificate(readFileSync(certificateFile)));
      const client = start({ ...target, protocol: 'https' }, certificateFile);
      try {
        const { answer } = await client.call('DescribeRegions', {});
        expect(JSON.stringify(answer)).toContain(target.host);
      } finally {
        client.close();
      }
    });
  });
}

async function failureOf(
  client: ClientUnderTest,
  action: string,
  parameters: Readonly<Record<string, string>>,
) {
  try {
    await client.call(action, parameters);
  } catch (error) {
    if (error instanceof ClientFailure) return error.failure;
    throw error;
  }
  throw new Error(`${action} succeeded`);
}
