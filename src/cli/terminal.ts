/** Where a command writes, and what that place can show. Commands get it as a value, so that tests can read it. */
import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

export interface Terminal {
  /** Results: one line, or several; a newline is added. */
  out(text: string): void;
  /** Messages about the run, never results. */
  err(text: string): void;
  /** Exactly the text, for redrawing. */
  raw(text: string): void;
  /** Whether a person sees the results. */
  readonly interactive: boolean;
  /** Whether a person sees the messages. */
  readonly errInteractive: boolean;
  size(): { readonly columns: number; readonly rows: number };
  readonly colors: Colors;
  /** For messages; standard error may be a terminal while standard output is not. */
  readonly errColors: Colors;
}

export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  // A reader that has seen enough (`| head`) is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const interactive = stdout.isTTY === true;
  return {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    raw: (text) => void stdout.write(text),
    interactive,
    errInteractive: stderr.isTTY === true,
    // A terminal that does not know its size says 0.
    size: () => ({ columns: stdout.columns || 100, rows: stdout.rows || 40 }),
    colors: pc.createColors(pc.isColorSupported && interactive),
    errColors: pc.createColors(pc.isColorSupported && stderr.isTTY === true),
  };
}
