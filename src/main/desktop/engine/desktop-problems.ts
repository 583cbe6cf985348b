import { basename } from 'node:path';
import { diskFault } from '../../../shared/contract/disk-fault';
import type { Translate } from '../../../shared/i18n/translator';
import type { SettingsProblem } from '../../../shared/settings/problems';
import { settingsSentence } from '../../../shared/i18n/settings-problem-text';
import type { HostProblem } from '../../engine/engine-api';
import type { SettingsState } from '../../settings/settings-file';

/** What the app around the engine knows to be wrong. */
export interface DesktopFacts {
  readonly state: SettingsState;
  /** What live mode lacks besides the settings (engine-config.ts). */
  readonly keysProblems: readonly SettingsProblem[];
  /** The keyring that holds the keys and does not give them; null when none. */
  readonly lockedKeyring: string | null;
  /** Why the practice SENS did not start; null when it did or is not wanted. */
  readonly practiceFault: string | null;
  /** What went wrong when the first settings were written. */
  readonly startProblems: readonly SettingsProblem[];
  /** Why changes of the settings file are not seen (an errno); null when they are. */
  readonly blind: string | null;
  readonly configFile: string;
}

/** The problems that follow from them. */
export function desktopProblems(facts: DesktopFacts, t: Translate): readonly HostProblem[] {
  const { state, lockedKeyring } = facts;
  const lacksKeys = facts.keysProblems.length > 0;
  const keysFaults = facts.keysProblems.filter(({ code }) => code !== 'no-keys');
  const problems = [...state.problems, ...facts.startProblems, ...keysFaults];
  const unsaved = problems.find(({ code }) => code === 'not-saved');
  const faults = problems.filter(({ code }) => code !== 'not-saved');
  const found: (HostProblem | null)[] = [
    unsaved === undefined ? null : problem('settings-not-saved', '', unsavedParams(unsaved, facts.configFile)),
    state.setAside === null ? settingsFact(faults, facts.configFile, t) : null,
    state.setAside === null ? null : problem('settings-set-aside', '', { file: state.setAside }),
    state.keptEdit === null ? null : problem('settings-edit-kept', '', { file: state.keptEdit }),
    lacksKeys && lockedKeyring !== null ? problem('keyring-locked', '', { backend: lockedKeyring }) : null,
    lacksKeys && lockedKeyring === null && keysFaults.length === 0 ? problem('no-keys', '', {}) : null,
    facts.practiceFault === null ? null : problem('practice-unavailable', '', { reason: facts.practiceFault }),
    facts.blind === null ? null : problem('watch-limit', facts.configFile, { reason: facts.blind }),
  ];
  return found.filter((fact) => fact !== null);
}

function unsavedParams({ params }: SettingsProblem, file: string): HostProblem['params'] {
  const context = diskFault(params['reason'] ?? '');
  return { ...params, file, ...(context === null ? {} : { context }) };
}

/** Faults of the settings as one problem that names the first of them; null when there are none. */
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
