/**
 * Numbers for a scraper, in the Prometheus text format: those of requests and of the process through prom-client, those
 * that others register by callback straight from the callback.
 */
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { type MetricDefinition, renderFamily } from './metric-family.ts';

export type { Labels } from './metric-family.ts';

const PREFIX = 'hotspare_';

export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter;
  readonly #durations: Histogram;
  readonly #families = new Map<string, Family>();

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
    this.#register('gauge', definition);
  }

  /** A total kept elsewhere; `collect` sets the totals reached. Throws if the name is taken. */
  counter(definition: MetricDefinition): void {
    this.#register('counter', definition);
  }

  /** Memory, processor time, event loop and the like of this process. Once. */
  addProcessMetrics(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async render(): Promise<string> {
    let text = await this.#registry.metrics();
    for (const [name, family] of this.#families) {
      text += await renderFamily(name, family.type, family.definition);
      // Calls and decisions go on between two large families.
      await new Promise(setImmediate);
    }
    return text;
  }

  #register(type: Family['type'], definition: MetricDefinition): void {
    const name = `${PREFIX}${definition.name}`;
    if (this.#families.has(name) || this.#registry.getSingleMetric(name)) {
      throw new Error(`the metric ${name} has already been registered`);
    }
    this.#families.set(name, { type, definition });
  }
}

interface Family {
  readonly type: 'gauge' | 'counter';
  readonly definition: MetricDefinition;
}
