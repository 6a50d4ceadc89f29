/**
 * The audit log: one JSON object a line for every call that was signed by a key of ours, appended and never changed,
 * in files that only the owner of the service can read. A file that is full is renamed to `audit.1.jsonl`, what was
 * `.1` to `.2` and so on; the oldest goes.
 */
import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface AuditEntry {
  /** Grows by one from entry to entry, over restarts too. */
  readonly sequence: number;
  /** ISO 8601 with milliseconds. */
  readonly time: string;
  readonly requestId: string;
  readonly accessKeyId: string;
  /** Of a session: the access key that it was begun with. */
  readonly parentAccessKeyId?: string;
  /** Null: a root key. */
  readonly user: string | null;
  /** Address of the client. */
  readonly from: string;
  readonly action: string;
  /** As sent; secrets hidden, long values cut. */
  readonly parameters: Readonly<Record<string, string>>;
  /** `OK`, or the code that was answered. */
  readonly outcome: string;
  /** Of the store: what the call made of what. Absent: it changed nothing. */
  readonly revisions?: { readonly before: number; readonly after: number };
  readonly durationMs: number;
}

export type AuditRecord = Omit<AuditEntry, 'sequence'>;

export interface AuditLogOptions {
  readonly directory: string;
  /** Of one file. */
  readonly maxBytes: number;
  /** How many full ones are kept beside the current. */
  readonly keep: number;
}

export class AuditLog {
  readonly #options: AuditLogOptions;
  #file: number | undefined;
  #bytes = 0;
  #sequence: number;

  private constructor(options: AuditLogOptions, sequence: number) {
    this.#options = options;
    this.#sequence = sequence;
  }

  /** Rejects with the system's error when the folder cannot be used. */
  static async open(options: AuditLogOptions): Promise<AuditLog> {
    mkdirSync(options.directory, { recursive: true, mode: 0o700 });
    const [last] = await new AuditLog(options, 0).newestFirst(1, () => true);
    const log = new AuditLog(options, last?.sequence ?? 0);
    log.#openFile();
    return log;
  }

  /**
   * Written before it returns, so that not even a kill loses it; a failing disk throws. A few microseconds: it is one
   * append to the page cache.
   */
  append(record: AuditRecord): void {
    if (this.#bytes >= this.#options.maxBytes) this.#rotate();
    if (this.#file === undefined) this.#openFile();
    const entry: AuditEntry = { sequence: this.#sequence + 1, ...record };
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    writeSync(this.#file ?? -1, line);
    this.#sequence = entry.sequence;
    this.#bytes += line.length;
  }

  /** The newest `limit` entries that are wanted. Reads one file at a time. */
  async newestFirst(limit: number, wanted: (entry: AuditEntry) => boolean): Promise<readonly AuditEntry[]> {
    const found: AuditEntry[] = [];
    for (let n = 0; n <= this.#options.keep && found.length < limit; n += 1) {
      for (const line of (await linesOf(this.#path(n))).reverse()) {
        const entry = readEntry(line);
        if (entry && wanted(entry)) found.push(entry);
        if (found.length === limit) break;
      }
    }
    return found;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #openFile(): void {
    this.#file = openSync(this.#path(0), 'a+', 0o600);
    this.#bytes = fstatSync(this.#file).size;
    // What a crash of the machine left half would swallow the next entry.
    if (!endsInNewline(this.#file, this.#bytes)) this.#bytes += writeSync(this.#file, '\n');
  }

  #rotate(): void {
    this.close();
    rmSync(this.#path(this.#options.keep), { force: true });
    for (let n = this.#options.keep - 1; n >= 0; n -= 1) {
      try {
        renameSync(this.#path(n), this.#path(n + 1));
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    }
  }

  #path(number: number): string {
    return join(this.#options.directory, number === 0 ? 'audit.jsonl' : `audit.${number}.jsonl`);
  }
}

function endsInNewline(file: number, bytes: number): boolean {
  const last = Buffer.alloc(1);
  return bytes === 0 || (readSync(file, last, 0, 1, bytes - 1) === 1 && last.toString() === '\n');
}

async function linesOf(path: string): Promise<string[]> {
  try {
    return (await readFile(path, 'utf8')).split('\n');
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Undefined for the empty end, and for a line that a crash of the machine left half. */
function readEntry(line: string): AuditEntry | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
