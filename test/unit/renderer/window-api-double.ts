import type { LogbellApi } from '../../../src/preload/api';
import type { CallName, Calls } from '../../../src/shared/contract/ipc/calls';
import type { PushName, Pushes } from '../../../src/shared/contract/ipc/pushes';
import type { Snapshot } from '../../../src/shared/contract/ipc/snapshot';
import { emptySettings } from '../../../src/shared/settings/schema';
import { IDLE_ENGINE } from '../../../src/shared/contract/status';

type Answers = { [Name in CallName]?: (arg: Calls[Name]['in']) => Promise<Calls[Name]['out']> };

/** A bridge of the window with given answers that counts listeners. */
export interface ApiDouble extends LogbellApi {
  readonly asked: CallName[];
  answers: Answers;
  push<Name extends PushName>(name: Name, value: Pushes[Name]): void;
  listeners(): number;
}

/** Creates a bridge: every call without an answer rejects. */
export function apiDouble(answers: Answers = {}): ApiDouble {
  const listeners = new Set<readonly [PushName, (value: never) => void]>();
  const double: ApiDouble = {
    asked: [],
    answers,
    call: (name, arg) => {
      double.asked.push(name);
      return double.answers[name]?.(arg) ?? Promise.reject(new Error('No answer.'));
    },
    on: (name, listener) => {
      const entry = [name, listener] as const;
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    push: (name, value) => {
      listeners.forEach(([wanted, listener]) => {
        if (wanted === name) {
          (listener as (given: typeof value) => void)(value);
        }
      });
    },
    listeners: () => listeners.size,
  };
  return double;
}

/** Snapshot of an app that has done nothing yet. */
export function idleSnapshot(): Snapshot {
  return {
    settings: { settings: emptySettings(), revision: 'first', problems: [] },
    status: { ...IDLE_ENGINE, state: 'unconfigured', practice: true, recentAlerts: [], unseenAlerts: 0 },
    keys: { accessKey: 'not-set', secretKey: 'not-set', kept: 'none', keyring: false },
    autostart: { supported: true, enabled: false },
    info: {
      version: '0.0.0',
      electron: '0.0.0',
      configFile: '/c/config.json',
      dataDir: '/d',
      logFile: '/l/log',
      sampleLog: '/d/sample.log',
      trayHost: true,
      systemLanguage: 'ko',
    },
    history: [],
    others: [],
  };
}
