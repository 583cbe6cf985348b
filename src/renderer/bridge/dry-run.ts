import type { LogbellApi } from '../../preload/api';
import type { DryRunFault, DryRunLimits, DryRunProgress, DryRunResult } from '../../shared/contract/dry-run';
import { fail, type Result } from '../../shared/common/result';
import type { Rule } from '../../shared/settings/schema';
import type { SettingsProblem } from '../../shared/settings/problems';

/** Result of a dry run; the error may be faults of the rule. */
export type DryRunAnswer = Result<DryRunResult, readonly SettingsProblem[] | DryRunFault | 'no-answer'>;

/** Runs a rule on the lines of its files; one run at a time. */
export type StartDryRun = (
  rule: Rule,
  limits: DryRunLimits,
  progress: (progress: DryRunProgress) => void,
) => { readonly answer: Promise<DryRunAnswer>; readonly cancel: () => void };

/** Binds dry runs to the bridge. Each has its own number, so that late news of an earlier run are ignored. */
export function createStartDryRun(api: LogbellApi): StartDryRun {
  let runs = 0;
  return (rule, limits, progress) => {
    runs += 1;
    const run = runs;
    const stopListening = api.on('dry-run:news', (news) => {
      if (news.run === run) {
        progress(news);
      }
    });
    const answer = api
      .call('rules:dry-run', { run, rule, limits })
      .catch((): DryRunAnswer => fail('no-answer'))
      .finally(stopListening);
    const cancel = (): void => {
      // A newer run has already replaced this one in the main process.
      if (run === runs) {
        void api.call('rules:cancel-dry-run', undefined).catch(() => undefined);
      }
    };
    return { answer, cancel };
  };
}
