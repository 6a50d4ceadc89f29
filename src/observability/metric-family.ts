/**
 * A metric whose every value is asked for at the scrape, written in the Prometheus text format (version 0.0.4). The
 * library keeps an object for each combination of labels, which with 10,000 listeners held up the service for a second
 * at every scrape; here there is nothing to keep.
 */
export type Labels = Readonly<Record<string, string>>;

/** Called at every scrape with a function that takes one value per combination of labels. */
export type Collect = (set: (value: number, labels?: Labels) => void) => void | Promise<void>;

export interface MetricDefinition {
  /** With unit, without prefix: `listener_connections_active`. Counters end in `_total`. */
  readonly name: string;
  readonly help: string;
  /** The whole truth at the moment of the scrape: combinations not set are no longer shown. */
  readonly collect: Collect;
}

export async function renderFamily(
  name: string,
  type: 'gauge' | 'counter',
  { help, collect }: Pick<MetricDefinition, 'help' | 'collect'>,
): Promise<string> {
  const lines = [`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} ${type}`];
  await collect((value, labels) => lines.push(`${name}${labelText(labels)} ${numberText(value)}`));
  return `${lines.join('\n')}\n`;
}

function labelText(labels: Labels = {}): string {
  let text = '';
  for (const name in labels) {
    text += `${text === '' ? '' : ','}${name}="${escaped(labels[name] ?? '').replaceAll('"', '\\"')}"`;
  }
  return text === '' ? '' : `{${text}}`;
}

function escaped(text: string): string {
  return /[\\\n]/.test(text) ? text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n') : text;
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}
