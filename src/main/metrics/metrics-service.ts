import type { HealthFacts } from '../../shared/contract/health';
import type { Settings } from '../../shared/settings/schema';
import type { EngineMetrics } from '../engine/metrics/engine-metrics';
import type { MetricsFacts } from './series';

/** Longest wait for the engine, ms; after it, the answer says that Logbell is unhealthy. */
const ENGINE_MS = 2_000;

/** Sources of the metrics. */
export interface MetricsSources {
  readonly engine: { metrics(): Promise<EngineMetrics> };
  readonly health: () => HealthFacts | Promise<HealthFacts>;
  readonly settings: () => Pick<Settings, 'metrics' | 'policy'>;
}

/** Reason why metrics cannot be served. */
export interface MetricsFault {
  /** As in the settings. */
  readonly listen: string;
  /** Errno. */
  readonly reason: string;
}

/** A server and the setting it was started with. */
interface Running {
  readonly listen: string;
  readonly close: () => Promise<void>;
}

/** Serves metrics as the settings say; loads the code for it only if they do. */
export class MetricsService {
  readonly #sources: MetricsSources;
  #running: Running | null = null;
  #last: Promise<MetricsFault | null> = Promise.resolve(null);

  constructor(sources: MetricsSources) {
    this.#sources = sources;
  }

  /** Takes up the settings; calls run one after the other. Returns why metrics cannot be served, or null. */
  apply(): Promise<MetricsFault | null> {
    this.#last = this.#last.then(() => this.#serveAt(this.#sources.settings().metrics.listen));
    return this.#last;
  }

  /** Ends the serving. */
  async close(): Promise<void> {
    await this.#last;
    await this.#end();
  }

  async #serveAt(listen: string): Promise<MetricsFault | null> {
    if (listen === (this.#running?.listen ?? '')) {
      return null;
    }
    await this.#end();
    if (listen === '') {
      return null;
    }
    const { startMetricsServer } = await import('./metrics-server');
    const maxSeries = (): number => this.#sources.settings().metrics.maxSeries;
    const started = await startMetricsServer({ listen, maxSeries, facts: () => this.#facts() });
    if ('reason' in started) {
      return { listen, reason: started.reason };
    }
    this.#running = { listen, close: started.close };
    return null;
  }

  async #end(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.close();
  }

  async #facts(): Promise<MetricsFacts> {
    const { engine, health, settings } = this.#sources;
    let cancel = (): void => undefined;
    const tooLate = new Promise<null>((resolve) => {
      const timer = setTimeout(() => resolve(null), ENGINE_MS).unref();
      cancel = () => clearTimeout(timer);
    });
    const measured = await Promise.race([engine.metrics().catch(() => null), tooLate]);
    cancel();
    return { engine: measured, health: await health(), budget: settings().policy.budget, now: Date.now() };
  }
}
