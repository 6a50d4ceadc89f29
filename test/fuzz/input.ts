/** Inputs as plain data, so that one that failed once can be kept in the corpus and sent again. */
export type Input =
  /** A request as it stands: unsigned, or signed wrongly. Bodies and targets are one character per byte. */
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly target: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** Signed rightly by version 1.0, GET or POST. */
  | {
      readonly kind: 'call';
      readonly action: string;
      readonly version: string;
      readonly parameters: Readonly<Record<string, string>>;
      readonly placement: 'query' | 'form' | 'split';
      readonly format: 'json' | 'xml';
    }
  /** Signed rightly by version 3, whose signature covers any body as it stands. */
  | {
      readonly kind: 'form';
      readonly action: string;
      readonly version: string;
      readonly body: string;
      readonly format: 'json' | 'xml';
    }
  /** What a client writes to the port, one character per byte, in these pieces; then it ends its side. */
  | { readonly kind: 'bytes'; readonly pieces: readonly string[] };

/** Short enough for a failure message, and complete enough for the corpus. */
export function show(input: Input): string {
  return JSON.stringify(input);
}
