import { basename } from 'node:path';
import { diskFault } from '../../../shared/contract/disk-fault';
import type { Translate } from '../../../shared/i18n/translator';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import { settingsSentence } from '../../../shared/i18n/settings-problem-text';
import type { HostProblem } from '../../engine/engine-api';
import type { SettingsState } from '../../settings/settings-file';

/** Faults known to the app around the engine. */
export interface DesktopFacts {
  readonly state: SettingsState;
  /** Faults of the secrets that live mode needs (secret-problems.ts). */
  readonly keysProblems: readonly SettingsProblem[];
  /** Keyring that holds secrets but is locked; null for none. */
  readonly lockedKeyring: string | null;
  /** Error code of the practice SENS server; null if it runs or is not needed. */
  readonly practiceFault: string | null;
  /** Problems from writing the first settings. */
  readonly startProblems: readonly SettingsProblem[];
  /** Errno for which changes of the settings file are not seen; null if they are. */
  readonly settingsWatchFault: string | null;
  /** Folder and errno for which commands cannot read the status; null if they can. */
  readonly statusFault: { readonly folder: string; readonly reason: string } | null;
  /** Address and errno for which metrics cannot be served; null if they are, or are not wanted. */
  readonly metricsFault: { readonly listen: string; readonly reason: string } | null;
  readonly configFile: string;
}

/** Codes of secrets that are missing while the keyring that has them is locked. */
const STORED_SECRETS = new Set<SettingsProblem['code']>([
  'no-channel-secret',
  'no-receive-token',
  'no-alertmanager-token',
]);

/** Derives the problems to show from these facts. */
export function desktopProblems(facts: DesktopFacts, t: Translate): readonly HostProblem[] {
  const { state, lockedKeyring } = facts;
  const lacksKeys = facts.keysProblems.length > 0;
  const keysFaults = facts.keysProblems.filter(
    ({ code }) => code !== 'no-keys' && (!STORED_SECRETS.has(code) || lockedKeyring === null),
  );
  const problems = [...state.problems, ...facts.startProblems, ...keysFaults];
  const unsaved = problems.find(({ code }) => code === 'not-saved');
  const faults = problems.filter(({ code }) => code !== 'not-saved');
  const found: (HostProblem | null)[] = [
    unsaved === undefined ? null : problem('settings-not-saved', '', unsavedParams(unsaved, facts.configFile)),
    state.setAside === null ? settingsFact(faults, facts.configFile, t) : null,
    state.setAside === null ? null : problem('settings-set-aside', '', { file: state.setAside }),
    state.keptEdit === null ? null : problem('settings-edit-kept', '', { file: state.keptEdit }),
    lacksKeys && lockedKeyring !== null ? problem('keyring-locked', '', { backend: lockedKeyring }) : null,
    facts.keysProblems.some(({ code }) => code === 'no-keys') && lockedKeyring === null
      ? problem('no-keys', '', {})
      : null,
    facts.practiceFault === null ? null : problem('practice-unavailable', '', { reason: facts.practiceFault }),
    facts.settingsWatchFault === null
      ? null
      : problem('watch-limit', facts.configFile, { reason: facts.settingsWatchFault }),
    facts.statusFault === null ? null : problem('status-unavailable', '', { ...facts.statusFault }),
    facts.metricsFault === null ? null : problem('metrics-unavailable', '', { ...facts.metricsFault }),
  ];
  return found.filter((fact) => fact !== null);
}

function unsavedParams({ params }: SettingsProblem, file: string): HostProblem['params'] {
  const context = diskFault(params['reason'] ?? '');
  return { ...params, file, ...(context === null ? {} : { context }) };
}

/** Combines faults of the settings into one problem that names the first of them; null for none. */
function settingsFact(problems: readonly SettingsProblem[], configFile: string, t: Translate): HostProblem | null {
  const [first] = problems;
  if (first === undefined) {
    return null;
  }
  const sentence = settingsSentence(first, t);
  const path = first.path === '' ? basename(configFile) : first.path;
  return problem('settings', '', { count: problems.length, path, sentence });
}

function problem(code: HostProblem['code'], subject: string, params: HostProblem['params']): HostProblem {
  return { code, subject, params };
}
