/** Log lines for people on a terminal: time, level, event, then the fields as name=value. */
import pc from 'picocolors';

const colours: Readonly<Record<string, (text: string) => string>> = {
  debug: pc.dim,
  info: pc.green,
  warn: pc.yellow,
  error: pc.red,
};

/** Takes the JSON lines of `createLogger` and writes them readably. */
export function prettyDestination(output: { write(text: string): unknown }): { write(line: string): void } {
  return {
    write(line) {
      output.write(`${prettyLine(line)}\n`);
    },
  };
}

export function prettyLine(line: string): string {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== 'object' || parsed === null) return line.trimEnd();
  const { level, time, event, ...fields } = { level: '', time: '', event: '', ...parsed };
  const colour = colours[level] ?? ((text: string) => text);
  const shown = Object.entries(fields).map(([name, value]) => `${pc.dim(`${name}=`)}${fieldText(value)}`);
  return [pc.dim(time.slice(11, 23)), colour(level.padEnd(5)), pc.bold(event), ...shown].join(' ');
}

function fieldText(value: unknown): string {
  if (typeof value === 'string') return /^[\w./:@-]*$/.test(value) ? value : JSON.stringify(value);
  if (typeof value === 'object' && value !== null && 'stack' in value) return `\n${String(value.stack)}`;
  return JSON.stringify(value) ?? '';
}
