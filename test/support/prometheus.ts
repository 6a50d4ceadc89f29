/** Reads the Prometheus text format, strictly: what a scraper would refuse is an error here too. */

export type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

const sampleLine = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)$/;
const labelPair = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\.)*)"(?:,|$)/g;

export class Scrape {
  readonly #samples: readonly Sample[];

  private constructor(samples: readonly Sample[]) {
    this.#samples = samples;
  }

  static async of(endpoint: string): Promise<Scrape> {
    const response = await fetch(`${endpoint}/metrics`);
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || !type.startsWith('text/plain; version=0.0.4')) {
      throw new Error(`/metrics answered ${response.status} as ${type}`);
    }
    return Scrape.parse(await response.text());
  }

  static parse(text: string): Scrape {
    if (!text.endsWith('\n')) throw new Error('the last line does not end');
    const typed = new Set<string>();
    const samples: Sample[] = [];
    for (const line of text.split('\n').filter((each) => each !== '')) {
      const type = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line);
      if (type?.[1] !== undefined) typed.add(type[1]);
      else if (!line.startsWith('# HELP ')) samples.push(parseSample(line, typed));
    }
    return new Scrape(samples);
  }

  /** Undefined when no sample has that name and at least these labels; throws when several have. */
  value(name: string, labels: Labels = {}): number | undefined {
    const found = this.#samples.filter(
      (sample) =>
        sample.name === name &&
        Object.entries(labels).every(([label, value]) => sample.labels.get(label) === value),
    );
    if (found.length > 1) throw new Error(`${found.length} samples of ${name} fit`);
    return found[0]?.value;
  }
}

function parseSample(line: string, typed: ReadonlySet<string>): Sample {
  const { name = '', labels = '', value = '' } = sampleLine.exec(line)?.groups ?? {};
  const family = name.replace(/_(bucket|sum|count)$/, '');
  if (!typed.has(name) && !typed.has(family)) throw new Error(`no sample of a known type: ${line}`);
  const pairs = [...labels.matchAll(labelPair)];
  if (pairs.map(([text]) => text).join('') !== labels) throw new Error(`labels that cannot be read: ${line}`);
  const number = Number(value.replace('Inf', 'Infinity'));
  // Scrapers read it in any case, and the library writes it in none of the usual ones.
  if (Number.isNaN(number) && value.toLowerCase() !== 'nan') throw new Error(`no number: ${line}`);
  return { name, labels: new Map(pairs.map(([, label = '', text = '']) => [label, text])), value: number };
}
