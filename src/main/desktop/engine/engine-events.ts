import type { Problem } from '../../../shared/contract/status';
import type { Translate } from '../../../shared/i18n/translator';
import type { EngineEvent } from '../../engine/common/events';
import { alertNotice, type Notifier, problemNotice, resumedNotice, unmutedNotice } from '../notifications/notifier';
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

  const resumed = (event: Extract<EngineEvent, { event: 'resumed' | 'unmuted' }>): void => {
    const { held } = event;
    const t = deps.getTranslate();
    const isRule = event.event === 'unmuted';
    notifier.show(isRule ? unmutedNotice(event.rule, event.title, held, t) : resumedNotice(held, t));
  };

  return (event) => {
    if (event.event === 'status') {
      statusStore.setEngineStatus(event.status);
    } else if (event.event === 'history') {
      window.push('history:entry', event.entry);
    } else if (event.event === 'alert') {
      alerted(event);
    } else if (event.event === 'problem') {
      raised(event.problem);
    } else if (event.event === 'resumed' || event.event === 'unmuted') {
      resumed(event);
    }
  };
}
