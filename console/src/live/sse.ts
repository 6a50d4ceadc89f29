/** Server-sent events out of a stream of text, as the HTML standard reads them. Pure. */

export interface SseEvent {
  /** `message` when the stream names none. */
  readonly event: string;
  readonly data: string;
  /** Of this event or the last one that had an id; empty = none yet. */
  readonly id: string;
}

export class SseParser {
  /** A line whose end has not come yet. */
  #rest = '';
  #data: string[] = [];
  #event = '';
  #id = '';
  /** The last piece ended in CR: an LF at the begin of the next belongs to it. */
  #endedInCr = false;

  /** The events that this piece of the stream completes; pieces may be cut anywhere. */
  feed(piece: string): readonly SseEvent[] {
    if (piece === '') return [];
    const fresh = this.#endedInCr && piece.startsWith('\n') ? piece.slice(1) : piece;
    this.#endedInCr = piece.endsWith('\r');
    const lines = `${this.#rest}${fresh}`.split(/\r\n|\r|\n/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#line(line) ?? []);
  }

  #line(line: string): SseEvent | undefined {
    if (line === '') return this.#complete();
    const colon = line.indexOf(':');
    if (colon === 0) return undefined;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') this.#data.push(value);
    else if (name === 'event') this.#event = value;
    else if (name === 'id' && !value.includes('\0')) this.#id = value;
    return undefined;
  }

  #complete(): SseEvent | undefined {
    const event = this.#event === '' ? 'message' : this.#event;
    const data = this.#data;
    this.#event = '';
    this.#data = [];
    return data.length === 0 ? undefined : { event, data: data.join('\n'), id: this.#id };
  }
}
