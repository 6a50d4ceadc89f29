/** What a sample is: one call of one action as a program of its own, in one language. */
import type { ActionContract } from '../contract/define.ts';

export interface SampleRequest {
  readonly action: ActionContract;
  /** As they stand on the wire: `Tag.1.Key`, lists as JSON in a text. */
  readonly parameters: Readonly<Record<string, string>>;
  /** http or https; only protocol, host and port count. A sample takes HOTSPARE_ENDPOINT before it. */
  readonly endpoint: URL;
}

export interface SampleLanguage {
  readonly id: string;
  readonly title: string;
  /** Name that highlight.js has for the language. */
  readonly highlight: 'bash' | 'csharp' | 'go' | 'hcl' | 'java' | 'javascript' | 'php' | 'python';
  fileName(action: string): string;
  /**
   * A whole program, which reads the key from HOTSPARE_ACCESS_KEY_ID and HOTSPARE_ACCESS_KEY_SECRET, prints the answer as
   * JSON, and on an error of the API prints code, message and request id and exits with 1. Undefined: this language has
   * no way to say it. Throws `UnsendableParameter`.
   */
  generate(request: SampleRequest): string | undefined;
}

/** No request can carry it, or no program can. */
export class UnsendableParameter extends Error {
  override readonly name = 'UnsendableParameter';
}

/** Names and values in their order. Throws `UnsendableParameter`. */
export function entriesOf({ parameters }: SampleRequest): readonly (readonly [string, string])[] {
  const entries = Object.entries(parameters);
  for (const [name, value] of entries) {
    // Names go unquoted into some languages.
    if (!/^[A-Za-z]\w*(?:\.\w+)*$/.test(name))
      throw new UnsendableParameter(`"${name}" is no parameter name`);
    if (value.includes('\0')) throw new UnsendableParameter(`${name} has a NUL character`);
    if (/\p{Surrogate}/u.test(value)) throw new UnsendableParameter(`${name} has half a character`);
  }
  return entries;
}

export const DEFAULT_REGION = 'cn-hangzhou';

/** Clients want a region even where the action does not. */
export function regionOf({ parameters }: SampleRequest): string {
  return parameters['RegionId'] || DEFAULT_REGION;
}
