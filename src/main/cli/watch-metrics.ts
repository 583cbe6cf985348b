import type { Problem } from '../../shared/contract/status';
import type { Engine } from '../engine/engine';
import { MetricsService } from '../metrics/metrics-service';
import type { CliContext } from './cli-context';
import type { EventWriter } from './format/event-writer';

/** The metrics of `logbell watch`. */
export interface ServedMetrics {
  /** Serves them as the settings say. */
  readonly apply: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Serves metrics, and prints why that fails and when it works again. */
export function serveMetrics({ file }: CliContext, engine: Engine, writer: EventWriter): ServedMetrics {
  const service = new MetricsService({
    engine,
    health: () => engine.healthFacts(),
    settings: () => file.state().settings,
  });
  let known: Problem | null = null;
  return {
    apply: async () => {
      const fault = await service.apply();
      if (known !== null) {
        writer.event({ event: 'problem-cleared', problem: known });
      }
      known = fault && { code: 'metrics-unavailable', subject: '', params: { ...fault }, since: Date.now() };
      if (known !== null) {
        writer.event({ event: 'problem', problem: known });
      }
    },
    close: () => service.close(),
  };
}
