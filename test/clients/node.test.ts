/** The vendor's generic clients for Node: they have no classes, so every action is called by its name. */
import { textAt } from '../support/answers.ts';
import { sdkClient, type SdkClient, type SdkName } from '../support/sdk-clients.ts';
import { SdkProcess } from '../support/sdk-process.ts';
import { vendorActions } from './scenario.ts';
import { ClientFailure, type ClientUnderTest, flattened, type TypedParameters } from './support/client.ts';
import type { Target } from './support/driver-process.ts';
import { describeClient } from './support/suite.ts';

/** One of each library; test/e2e/clients.test.ts goes through all the ways in which they sign and send. */
const names = [
  'pop-core, signature 1.0, POST form',
  'rpc-client, signature 1.0, GET',
  'openapi-client, ACS3, POST query',
] as const satisfies readonly SdkName[];

for (const name of names) {
  describeClient({
    name: `Node, ${name}`,
    actions: 93,
    gaps: { unset: [], notCarried: [] },
    start: (target, certificateFile) => new NodeClient(name, target, certificateFile),
  });
}

class NodeClient implements ClientUnderTest {
  readonly #client: SdkClient;
  readonly #process: SdkProcess | undefined;

  constructor(name: SdkName, target: Target, certificateFile: string) {
    // Which certificates Node trusts is settled when a process starts.
    this.#process =
      target.protocol === 'https' ? new SdkProcess({ NODE_EXTRA_CA_CERTS: certificateFile }) : undefined;
    this.#client = this.#process?.client(name, target) ?? sdkClient(name, target);
  }

  async actions(): Promise<readonly string[]> {
    return [...vendorActions];
  }

  async call(action: string, parameters: TypedParameters) {
    const flat = flattened(parameters);
    try {
      return { answer: await this.#client.call(action, flat), unset: [] };
    } catch (error) {
      if (!(error instanceof Error) || !('data' in error)) throw error;
      const text = (name: string): string => textAt(error.data, name);
      throw new ClientFailure(action, {
        code: text('Code'),
        message: text('Message'),
        requestId: text('RequestId'),
      });
    }
  }

  close(): void {
    this.#process?.close();
  }
}
