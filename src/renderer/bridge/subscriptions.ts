import type { LogbellApi } from '../../preload/api';
import { fail, type Result } from '../../shared/common/result';
import type { ChannelSecretsView } from '../../shared/contract/delivery/channel-secrets';
import type { DryRunFault, DryRunLimits, DryRunProgress, DryRunResult } from '../../shared/contract/dry-run';
import type { LiveRequest } from '../../shared/contract/ipc/calls';
import type { LiveNews } from '../../shared/contract/ipc/pushes';
import type { SettingsProblem } from '../../shared/settings/validation/problems';
import type { Rule } from '../../shared/settings/schema';

/** Result of a dry run; the error may be faults of the rule. */
export type DryRunAnswer = Result<DryRunResult, readonly SettingsProblem[] | DryRunFault | 'no-answer'>;

/** Runs a rule on the lines of its files; one run at a time. */
export type StartDryRun = (
  rule: Rule,
  limits: DryRunLimits,
  progress: (progress: DryRunProgress) => void,
) => { readonly answer: Promise<DryRunAnswer>; readonly cancel: () => void };

/** Binds dry runs to the bridge. Each has its own number, so that late news of an earlier run is ignored. */
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

/**
 * Follows the lines of one file until the returned function is called. `onLost` is called if the main process does not
 * answer.
 */
export type WatchLive = (
  file: Omit<LiveRequest, 'view'>,
  onNews: (news: LiveNews) => void,
  onLost: () => void,
) => () => void;

/** Binds live tails to the bridge. Each has its own number, so that late news of an earlier one is ignored. */
export function createWatchLive(api: LogbellApi): WatchLive {
  let views = 0;
  return ({ fileId, path }, onNews, onLost) => {
    views += 1;
    const view = views;
    const stopListening = api.on('live:news', (news) => {
      if (news.view === view) {
        onNews(news);
      }
    });
    api.call('live:open', { view, fileId, path }).catch(onLost);
    return () => {
      stopListening();
      // A newer view has already replaced this one in the main process.
      if (view === views) {
        void api.call('live:close', undefined).catch(() => undefined);
      }
    };
  };
}

/** Reports which secrets of the channels are set until the returned function is called. */
export type WatchChannelSecrets = (onView: (view: ChannelSecretsView) => void) => () => void;

/** Binds the presence of the channels' secrets to the bridge. Without an answer nothing is reported. */
export function createWatchChannelSecrets(api: LogbellApi): WatchChannelSecrets {
  return (onView) => {
    const stopListening = api.on('channel:secrets-changed', onView);
    api.call('channel:secrets', undefined).then(onView, () => undefined);
    return stopListening;
  };
}
