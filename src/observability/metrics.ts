/** Numbers for a scraper, in the Prometheus text format, through prom-client. Others register theirs by callback. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Labels = Readonly<Record<string, string>>;

/** Called at every scrape with a function that takes one value per combination of labels. */
export type Collect = (set: (value: number, labels?: Labels) => void) => void | Promise<void>;

export interface MetricDefinition {
  /** With unit, without prefix: `listener_connections_active`. Counters end in `_total`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  /** The whole truth at the moment of the scrape: combinations not set are no longer shown. */
  readonly collect: Collect;
}

const PREFIX = 'hotspare_';

export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter;
  readonly #durations: Histogram;

  constructor() {
    const registers = [this.#registry];
    this.#requests = new Counter({
      name: `${PREFIX}api_requests_total`,
      help: 'API requests by action and error code; the code is OK for a good answer.',
      labelNames: ['action', 'code'],
      registers,
    });
    this.#durations = new Histogram({
      name: `${PREFIX}api_request_duration_seconds`,
      help: 'Time from the complete request to the answer.',
      labelNames: ['action', 'code'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    });
  }

  /** `action` must come from a bounded set: names that strangers make up would fill the memory. */
  observeRequest(action: string, code: string, durationMs: number): void {
    this.#requests.inc({ action, code });
    this.#durations.observe({ action, code }, durationMs / 1000);
  }

  /** A value that goes up and down. Throws if the name is taken. */
  gauge(definition: MetricDefinition): void {
    const { name, help, labels = [], collect } = definition;
    new Gauge({
      name: `${PREFIX}${name}`,
      help,
      labelNames: labels,
      registers: [this.#registry],
      async collect() {
        this.reset();
        await collect((value, at = {}) => this.set({ ...at }, value));
      },
    });
  }

  /** A total kept elsewhere; `collect` sets the totals reached. Throws if the name is taken. */
  counter(definition: MetricDefinition): void {
    const { name, help, labels = [], collect } = definition;
    new Counter({
      name: `${PREFIX}${name}`,
      help,
      labelNames: labels,
      registers: [this.#registry],
      async collect() {
        this.reset();
        await collect((value, at = {}) => this.inc({ ...at }, value));
      },
    });
  }

  /** Memory, processor time, event loop and the like of this process. Once. */
  addProcessMetrics(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  render(): Promise<string> {
    return this.#registry.metrics();
  }
}
