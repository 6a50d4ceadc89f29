/** A request and an answer as plain values: what the wire code works on, whatever server or test made them. */

export interface HttpRequest {
  readonly method: string;
  /** As on the request line, one character per byte: `/?Action=…`. */
  readonly target: string;
  /** Names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  /** After undoing chunked transfer. */
  readonly body: Uint8Array;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
