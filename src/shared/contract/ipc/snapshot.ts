import type { Language } from '../../settings/schema';
import type { SettingsProblem } from '../../settings/validation/problems';
import type { SecretPlace } from '../delivery/channel-secrets';
import type { HistoryEntry } from '../history';
import type { OtherLogbell } from '../other-logbell';
import type { SettingsBase } from '../settings-save';
import type { AppStatus } from '../status';

/** Presence of the keys; the keys themselves never reach the window. */
export interface KeysView {
  readonly accessKey: 'set' | 'not-set';
  readonly secretKey: 'set' | 'not-set';
  readonly kept: SecretPlace;
  /** True if the desktop has a keyring that responds. */
  readonly keyring: boolean;
}

/** Start at login, as the autostart file says. */
export interface AutostartView {
  readonly supported: boolean;
  readonly enabled: boolean;
}

/** Settings that an edit in the window starts from. */
export interface SettingsView extends SettingsBase {
  /** Faults in the file on disk; those parts are not in effect. */
  readonly problems: readonly SettingsProblem[];
}

/** Facts about this run that do not change. */
export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly configFile: string;
  readonly dataDir: string;
  readonly logFile: string;
  /** Sample log of the practice setup. */
  readonly sampleLog: string;
  /** False if the desktop shows no tray icons. */
  readonly trayHost: boolean;
  /** Language of the desktop, for `app.language: "system"`. */
  readonly systemLanguage: Language;
}

/** State to paint the window with; pushes update it from then on. */
export interface Snapshot {
  readonly settings: SettingsView;
  readonly status: AppStatus;
  readonly keys: KeysView;
  readonly autostart: AutostartView;
  readonly info: AppInfo;
  /** Logbells that ran beside this one when the window was opened. */
  readonly others: readonly OtherLogbell[];
  readonly history: readonly HistoryEntry[];
}
