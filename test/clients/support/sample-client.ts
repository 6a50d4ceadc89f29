/** A language's samples as a client: every call is a program that is generated, run, and read from its output. */
import { ApiClient } from '../../../src/client/api-client.ts';
import { ApiFailure } from '../../../src/client/failures.ts';
import type { ActionContract } from '../../../src/contract/define.ts';
import { contracts, isActionName } from '../../../src/contract/index.ts';
import type { SampleLanguage } from '../../../src/samples/index.ts';
import { parseAliyunArguments } from './aliyun-arguments.ts';
import { type ClientUnderTest, flattened, type TypedParameters } from './client.ts';
import type { Environment, Outcome, Runner, SampleFolder } from './sample-runners.ts';

export interface SampleSetting {
  readonly language: SampleLanguage;
  readonly runner: Runner;
  readonly folder: SampleFolder;
  readonly endpoint: URL;
  readonly accessKey: { readonly id: string; readonly secret: string };
}

type Parameters = Readonly<Record<string, string>>;

/** Generates and runs; `more` goes into the environment. Throws when the language has no sample of the call. */
export function runSample(
  { language, runner, folder, endpoint, accessKey }: SampleSetting,
  action: string,
  parameters: Parameters,
  more: Environment = {},
): Promise<Outcome> {
  const text = language.generate({ action: contractOf(action), parameters, endpoint });
  if (text === undefined) throw new Error(`${language.title} has no sample of ${action}`);
  return runner(folder.write(language.fileName(action), text), {
    HOTSPARE_ACCESS_KEY_ID: accessKey.id,
    HOTSPARE_ACCESS_KEY_SECRET: accessKey.secret,
    ...more,
  });
}

export class SampleClient implements ClientUnderTest {
  readonly #setting: SampleSetting;
  readonly #actions: readonly string[];

  constructor(setting: SampleSetting, actions: readonly string[]) {
    this.#setting = setting;
    this.#actions = actions;
  }

  actions(): Promise<readonly string[]> {
    return Promise.resolve(this.#actions);
  }

  async call(action: string, parameters: TypedParameters) {
    const { code, stdout, stderr } = await runSample(this.#setting, action, flattened(parameters));
    if (code !== 0) throw new Error(`the sample of ${action} ended with ${code}: ${stderr}`);
    return { answer: JSON.parse(stdout) as unknown, unset: [] };
  }

  close(): void {}
}

/** Sends what the arguments of the `aliyun` CLI say, with the project's own client, and ends as the CLI does. */
export async function sendAsAliyun({ code, stdout, stderr }: Outcome): Promise<Outcome> {
  if (code !== 0) return { code, stdout, stderr };
  const { product, action, flags, parameters } = parseAliyunArguments(stdout.split('\0').slice(0, -1));
  const protocol = flags.has('secure') ? 'https' : 'http';
  const region = flags.get('region');
  if (region === undefined) throw new Error("region can't be empty");
  if (product !== 'slb' || (protocol === 'http' && !flags.has('insecure'))) {
    throw new Error(`the CLI would not call the service: ${JSON.stringify([...flags])}`);
  }
  const client = new ApiClient({
    endpoint: new URL(`${protocol}://${flags.get('endpoint') ?? ''}`),
    accessKey: { id: flags.get('access-key-id') ?? '', secret: flags.get('access-key-secret') ?? '' },
  });
  try {
    const answer = await client.callRaw(action, { ...parameters, RegionId: region });
    return { code: 0, stdout: JSON.stringify(answer), stderr: '' };
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const { code: errorCode, requestId, message } = error;
    const lines = [`ErrorCode: ${errorCode}`, `RequestId: ${requestId}`, `Message: ${message}`];
    return { code: 1, stdout: '', stderr: ['ERROR: SDK.ServerError', ...lines].join('\n') };
  } finally {
    client.close();
  }
}

function contractOf(action: string): ActionContract {
  if (!isActionName(action)) throw new Error(`${action} is no action`);
  return contracts[action];
}
