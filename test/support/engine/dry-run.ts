import { dryRun, type DryRunBounds, type DryRunRequest } from '../../../src/main/engine/dry-run/dry-run';
import type { DryRunProgress, DryRunResult } from '../../../src/shared/contract/dry-run';
import { parseSettings } from '../../../src/shared/settings/parse';

/** Dry run of a test: settings, whose first rule is tried, and the period. */
export interface Trial extends Partial<Omit<DryRunRequest, 'settings' | 'rule'>> {
  readonly settings: object;
}

/** Request for a dry run: checked settings, whole files, system clock. */
export function dryRunRequest({ settings, ...more }: Trial): DryRunRequest {
  const parsed = parseSettings(settings);
  const [rule] = parsed.settings.rules;
  if (parsed.problems.length > 0 || !rule) {
    throw new Error(`The settings of the test are wrong: ${JSON.stringify(parsed.problems)}`);
  }
  return {
    settings: parsed.settings,
    rule,
    file: null,
    limits: { sinceMs: null, bytes: null },
    ownFiles: [],
    hostName: 'host',
    now: Date.now(),
    ...more,
  };
}

/** Runs the dry run in this thread; `progress` receives the interim reports. */
export function runDry(
  trial: Trial,
  progress: Pick<DryRunProgress[], 'push'> = [],
  most?: DryRunBounds,
): Promise<DryRunResult> {
  return dryRun(dryRunRequest(trial), (each) => progress.push(each), most);
}
