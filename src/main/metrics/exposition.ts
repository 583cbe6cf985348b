import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DurationCounts } from '../engine/metrics/duration-histogram';
import { FAMILIES, type FamilyName } from './families';
import type { Sample, Series } from './series';

/** Text of one answer, and its content type. */
export interface Exposition {
  readonly contentType: string;
  readonly body: string;
}

/** Writes series as OpenMetrics, or in the text format of Prometheus for a client that does not accept that. */
export async function exposition(series: Series, accept: string): Promise<Exposition> {
  const contentType = accept.includes('application/openmetrics-text')
    ? Registry.OPENMETRICS_CONTENT_TYPE
    : Registry.PROMETHEUS_CONTENT_TYPE;
  const registry = new Registry<typeof contentType>();
  registry.setContentType(contentType);
  for (const [family, samples] of byFamily(series.samples)) {
    const { type, labels, help } = FAMILIES[family];
    const configuration = { name: family, help, labelNames: [...labels], registers: [registry] };
    if (type === 'counter') {
      const counter = new Counter<string>(configuration);
      samples.forEach((each) => counter.inc({ ...each.labels }, each.value));
    } else {
      const gauge = new Gauge<string>(configuration);
      samples.forEach((each) => gauge.set({ ...each.labels }, each.value));
    }
  }
  for (const { family, counts } of series.histograms) {
    const histogram = new CountedHistogram(family, counts);
    registry.registerMetric(histogram);
  }
  return { contentType, body: await registry.metrics() };
}

function byFamily(samples: readonly Sample[]): ReadonlyMap<FamilyName, readonly Sample[]> {
  const families = new Map<FamilyName, Sample[]>();
  for (const each of samples) {
    const family = families.get(each.family) ?? [];
    family.push(each);
    families.set(each.family, family);
  }
  return families;
}

/** A histogram of durations that were counted elsewhere. */
class CountedHistogram extends Histogram {
  readonly #family: FamilyName;
  readonly #counts: DurationCounts;

  constructor(family: FamilyName, counts: DurationCounts) {
    super({ name: family, help: FAMILIES[family].help, registers: [] });
    this.#family = family;
    this.#counts = counts;
  }

  /** Takes the place of prom-client's own method, which the registry calls to write the metric. */
  getForPromString(): ReturnType<Histogram['get']> {
    return this.get();
  }

  override get(): ReturnType<Histogram['get']> {
    const { bounds, cumulative, sum } = this.#counts;
    const name = this.#family;
    const buckets = cumulative.map((value, index) => ({
      metricName: `${name}_bucket`,
      labels: { le: String(bounds[index] ?? '+Inf') },
      value,
    }));
    const values = [
      ...buckets,
      { metricName: `${name}_sum`, labels: {}, value: sum },
      { metricName: `${name}_count`, labels: {}, value: cumulative.at(-1) ?? 0 },
    ];
    const metric = { name, help: FAMILIES[name].help, type: 'histogram', values, aggregator: 'sum' };
    // prom-client declares the type as a number, but writes a string.
    return Promise.resolve(metric as unknown as Awaited<ReturnType<Histogram['get']>>);
  }
}
