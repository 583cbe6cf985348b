import type { ChannelSecretsView } from '../delivery/channel-secrets';
import type { DryRunProgress } from '../dry-run';
import type { HistoryEntry } from '../history';
import type { LiveReading } from '../live-view';
import type { AppStatus } from '../status';
import type { KeysView, SettingsView } from './snapshot';

/** Pushes from the main process to the window. */
export interface Pushes {
  'status:changed': AppStatus;
  'settings:changed': SettingsView;
  'keys:changed': KeysView;
  'channel:secrets-changed': ChannelSecretsView;
  /** A new entry, or one whose texts changed. */
  'history:entry': HistoryEntry;
  'live:news': LiveNews;
  'dry-run:news': DryRunNews;
  /** Page that the tray or a notification asks for. */
  'window:show-page': Place;
}

/** Names of pushes. */
export type PushName = keyof Pushes;

/** All push names; a missing one does not compile. */
export const PUSH_NAMES = Object.keys({
  'status:changed': true,
  'settings:changed': true,
  'keys:changed': true,
  'channel:secrets-changed': true,
  'history:entry': true,
  'live:news': true,
  'dry-run:news': true,
  'window:show-page': true,
} satisfies Record<PushName, true>) as readonly PushName[];

/** Pages of the window. */
export type PageName = 'overview' | 'rules' | 'files' | 'delivery' | 'history' | 'settings' | 'help';

/** Place in the window: a page, the incidents of the history, one of them, or a setting by its path. */
export type Place = PageName | 'incidents' | `incident:${number}` | `setting:${string}`;

/** New lines of the live tail. */
export interface LiveNews extends Omit<LiveReading, 'cursor'> {
  readonly view: number;
}

/** Progress of a dry run. */
interface DryRunNews extends DryRunProgress {
  readonly run: number;
}
