/** The vendor's clients in a process of their own, that trusts a certificate as users make Node do it. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { within } from './eventually.ts';
import type { Parameters, SdkClient, SdkEndpoint, SdkName } from './sdk-clients.ts';

export interface BridgeCall {
  readonly name: string;
  readonly endpoint: SdkEndpoint;
  readonly action: string;
  readonly parameters: Parameters;
  readonly wanted: 'call' | 'failure';
}

const bridge = fileURLToPath(new URL('./sdk-bridge.ts', import.meta.url));

export class SdkProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  constructor(environment: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, ['--import', 'tsx', bridge], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...environment },
    });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  client(name: SdkName, endpoint: SdkEndpoint): SdkClient {
    const ask = async (wanted: 'call' | 'failure', action: string, parameters: Parameters) => {
      const call: BridgeCall = { name, endpoint, action, parameters, wanted };
      this.#child.stdin.write(`${JSON.stringify(call)}\n`);
      const line = await within(this.#lines.next(), `${name} to call ${action}`, 'process');
      if (line.done === true) throw new Error('the process of the clients has ended');
      const result: unknown = JSON.parse(line.value);
      if (typeof result !== 'object' || result === null) throw new Error(`unreadable: ${line.value}`);
      if ('bridgeError' in result) throw new Error(String(result.bridgeError));
      return result;
    };
    return {
      call: async (action, parameters = {}) => ({ ...(await ask('call', action, parameters)) }),
      failure: async (action, parameters = {}) => {
        const fields = new Map(Object.entries(await ask('failure', action, parameters)));
        const text = (field: string): string => String(fields.get(field));
        return {
          code: text('code'),
          message: text('message'),
          requestId: text('requestId'),
          clientCode: text('clientCode'),
          clientMessage: text('clientMessage'),
        };
      },
    };
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }
}
