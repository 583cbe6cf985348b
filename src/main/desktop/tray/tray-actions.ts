import { app } from 'electron';
import type { Translate } from '../../../shared/i18n/translator';
import { errorCode } from '../../engine/common/error-code';
import type { SettingsFile } from '../../settings/settings-file';
import type { Log } from '../common/log';
import { muteEnd, pauseEnd } from '../common/pause-end';
import type { EngineClient } from '../engine/engine-client';
import type { EngineController } from '../engine/engine-controller';
import { sendTest } from '../ipc/text-calls';
import { testNotice } from '../notifications/notices';
import type { Notifier } from '../notifications/notifier';
import { openPhone } from '../window/links';
import type { SettingsWindow } from '../window/settings-window';
import type { TrayAction } from './tray-view';

/** Parts of the app that the tray's menu acts on. */
export interface TrayActionDeps {
  readonly engine: EngineClient;
  readonly controller: EngineController;
  readonly settings: SettingsFile;
  readonly window: SettingsWindow;
  readonly notifier: Notifier;
  readonly getTranslate: () => Translate;
  readonly log: Log;
}

/** Returns the function that runs an action of the tray's menu. */
export function createTrayActions(deps: TrayActionDeps): (action: TrayAction) => void {
  const { engine, window } = deps;
  const logged = (work: Promise<unknown>): void =>
    void work.catch((error: unknown) => deps.log.error('tray', errorCode(error)));

  return (action) => {
    switch (action.do) {
      case 'open': {
        window.open();
        return;
      }
      case 'history': {
        window.open('history');
        return;
      }
      case 'incidents': {
        window.open('incidents');
        return;
      }
      case 'incident': {
        window.open(`incident:${action.incident}`);
        return;
      }
      case 'acknowledge': {
        logged(acknowledge(deps, action.incident));
        return;
      }
      case 'problems': {
        window.open('overview');
        return;
      }
      case 'pause': {
        logged(engine.pause(pauseEnd(action.length, Date.now())));
        return;
      }
      case 'resume': {
        logged(engine.pause(null));
        return;
      }
      case 'mute': {
        logged(engine.mute(action.ruleId, muteEnd(action.length, Date.now())));
        return;
      }
      case 'unmute': {
        logged(engine.mute(action.ruleId, null));
        return;
      }
      case 'send-test': {
        logged(sendTestToAll(deps));
        return;
      }
      case 'phone': {
        logged(showPhone(deps));
        return;
      }
      case 'quit': {
        app.quit();
        return;
      }
    }
  };
}

/** Acknowledges an incident; shows it instead if it can no longer be acknowledged. */
async function acknowledge({ engine, window }: TrayActionDeps, incident: number): Promise<void> {
  if (!(await engine.acknowledge(incident)).ok) {
    window.open(`incident:${incident}`);
  }
}

/** Opens the practice phone; without a practice SENS, the overview, which shows why. */
async function showPhone({ controller, window }: TrayActionDeps): Promise<void> {
  if (!(await openPhone(controller.phoneUrl())).ok) {
    window.open('overview');
  }
}

/** Sends a test to all recipients; opens the setting that prevents it, if any. */
async function sendTestToAll(deps: TrayActionDeps): Promise<void> {
  const ids = deps.settings.state().settings.recipients.map(({ id }) => id);
  const sent = await sendTest(deps, { recipientIds: ids, channelIds: [], image: null });
  if (sent.ok || sent.error.code === 'no-recipients') {
    deps.notifier.show(testNotice(sent.ok ? ids.length : 0, deps.getTranslate()));
  } else {
    deps.window.open(`setting:${sent.error.path}`);
  }
}
