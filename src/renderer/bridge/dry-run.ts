import type { LogbellApi } from '../../preload/api';
import type { DryRunFault, DryRunLimits, DryRunProgress, DryRunResult } from '../../shared/contract/dry-run';
import { fail, type Result } from '../../shared/common/result';
import type { Rule } from '../../shared/settings/schema';
import type { SettingsProblem } from '../../shared/settings/problems';

/** What came of a dry run; the error may be what is wrong with the rule. */
export type DryRunAnswer = Result<DryRunResult, readonly SettingsProblem[] | DryRunFault | 'no-answer'>;

/** Tries a rule on the lines of its files; one at a time. */
export type StartDryRun = (
  rule: Rule,
  limits: DryRunLimits,
  progress: (progress: DryRunProgress) => void,
) => { readonly answer: Promise<DryRunAnswer>; readonly cancel: () => void };

/** Binds dry runs to the bridge; each has a number of its own, so that late news of an earlier one are told apart. */
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
      // A newer one has taken its place in the main process already.
      if (run === runs) {
        void api.call('rules:cancel-dry-run', undefined).catch(() => undefined);
      }
    };
    return { answer, cancel };
  };
}
