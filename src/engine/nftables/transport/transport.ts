/** What carries texts to the kernel, and what it says of one that was not accepted. */
import { EngineError } from '../../engine.ts';

export interface NftTransport {
  /** For status and log: `libnftables in the process`. */
  readonly how: string;
  /** One transaction. Rejects with `EngineError` that quotes nft's own first line of complaint. */
  run(text: string): Promise<void>;
  /** What a list command prints, as JSON text. Rejects likewise; `NftRefusal` when the kernel says no. */
  list(command: string): Promise<string>;
  /** The same as text, without what packets have counted. */
  show(command: string): Promise<string>;
  close(): void;
}

/** nft or the kernel did not accept a text. */
export class NftRefusal extends EngineError {}

export function refusal(text: string, errors: string): NftRefusal {
  const [first = 'without a reason'] = errors.split('\n').filter((line) => line.trim() !== '');
  const start = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return new NftRefusal('protocol', `nft refused a change: ${first}`, { subject: start, retryable: true });
}
