import { isEqual } from '../../../shared/settings/merge';
import type { Engine } from '../../engine/engine';
import { type MetricsFault, MetricsService } from '../../metrics/metrics-service';
import type { CliContext } from '../cli-context';
import type { WatchStatus } from './watch-status';

/** The metrics of `logbell watch`. */
export interface ServedMetrics {
  /** Serves them as the settings say. */
  readonly apply: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Serves metrics with the health that status and heartbeats have; why that fails is a problem like others. */
export function serveMetrics({ file }: CliContext, engine: Engine, watch: WatchStatus): ServedMetrics {
  const service = new MetricsService({
    engine,
    health: () => watch.health(),
    settings: () => file.state().settings,
  });
  let known: MetricsFault | null = null;
  return {
    apply: async () => {
      const fault = await service.apply();
      if (!isEqual(fault, known)) {
        // The fault of another address is news.
        watch.setProblems('metrics', []);
      }
      known = fault;
      const problems = fault && [{ code: 'metrics-unavailable', subject: '', params: { ...fault } } as const];
      watch.setProblems('metrics', problems ?? []);
    },
    close: () => service.close(),
  };
}
