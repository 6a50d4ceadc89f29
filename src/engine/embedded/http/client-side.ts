/** A request as it came from a client, and the way back: the same for HTTP/1 and HTTP/2. */
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Client } from '../client.ts';
import type { Sink } from '../plain/tcp-direction.ts';
import type { HeaderList } from './header-list.ts';
import type { RequestHead } from './request-check.ts';

export interface ClientSide {
  readonly from: Client;
  readonly head: RequestHead;
  /** What the client sends behind the head; closes without an end when the client goes away. */
  readonly body: Readable;
  /** Body of the answer. Ended once. */
  readonly sink: Sink;
  /** What is left of the connection when both sides have agreed to speak another protocol than HTTP. */
  readonly tunnel?: Socket;
  /** The client is told to go on with its body. */
  sendContinue(): void;
  /** HTTP/1: the connection is to end with this answer. */
  last(): void;
  /** Head of the answer. Throws when it cannot be sent as it is. */
  begin(status: number, message: string, headers: HeaderList): void;
  /** Before the sink is ended. */
  trailers(headers: HeaderList): void;
  /** What was sent is not to be taken for a whole answer. */
  cut(): void;
  /** Calls `listener` once: the answer has been sent whole, or the client has gone. */
  onClosed(listener: () => void): void;
}
