import type { Problem } from '../../../shared/contract/status';
import type { Translate } from '../../../shared/i18n/translator';
import { type EngineEvent, isSilence, type SilenceEvent } from '../../engine/common/events';
import { alertNotice, problemNotice, resumedNotice, unmutedNotice } from '../notifications/notices';
import type { Notifier } from '../notifications/notifier';
import type { SettingsWindow } from '../window/settings-window';
import type { AppStatusStore } from './app-status';

/** Receivers of the engine's events. */
export interface EngineListenerDeps {
  readonly statusStore: AppStatusStore;
  readonly notifier: Notifier;
  readonly window: SettingsWindow;
  readonly getTranslate: () => Translate;
  /** True if the rule with this id is urgent. */
  readonly isUrgent: (ruleId: string) => boolean;
}

type AlertEvent = Extract<EngineEvent, { event: 'alert' }>;

/** Passes events of the engine to the status, the desktop notifications and the window. */
export function createEngineListener(deps: EngineListenerDeps): (event: EngineEvent) => void {
  const { statusStore, notifier, window } = deps;

  const alerted = ({ id, at, rule, title, line, incident, count, practice }: AlertEvent): void => {
    const numbered = incident === undefined ? {} : { incident };
    const alert = { id, at, ruleId: rule, rule: title, line, count, ...numbered };
    statusStore.addAlert(alert);
    notifier.show(alertNotice(alert, { urgent: deps.isUrgent(rule), practice }, deps.getTranslate()));
  };

  const raised = (problem: Problem): void => {
    // A nightly log rotation may rewrite a file: history alone records it.
    if (problem.code !== 'file-rewritten') {
      notifier.show(problemNotice(problem, deps.getTranslate()));
    }
  };

  /** Notifies of the end of a pause or mute; its begin shows in the status. */
  const silenceChanged = (event: SilenceEvent): void => {
    const t = deps.getTranslate();
    if (event.event === 'resumed') {
      notifier.show(resumedNotice(event.held, t));
    } else if (event.event === 'unmuted') {
      notifier.show(unmutedNotice(event.rule, event.title, event.held, t));
    }
  };

  return (event) => {
    if (isSilence(event)) {
      silenceChanged(event);
      return;
    }
    switch (event.event) {
      case 'status': {
        statusStore.setEngineStatus(event.status);
        return;
      }
      case 'alert': {
        alerted(event);
        return;
      }
      case 'problem': {
        raised(event.problem);
        return;
      }
      case 'history': {
        window.push('history:entry', event.entry);
        return;
      }
      case 'started':
      case 'stopped':
      case 'match':
      case 'held':
      case 'incident':
      case 'text':
      case 'problem-cleared':
        return undefined;
    }
  };
}
