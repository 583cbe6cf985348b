import { useState } from 'react';
import { isEqual } from '../../../shared/settings/merge';
import type { Settings } from '../../../shared/settings/schema';
import type { SettingsBase } from '../../../shared/contract/settings-save';
import { useLatestSettings, useSettingsView } from '../../bridge/app-context';

/** What the form of a section begins from: the settings as they are, or as they were when the person began to edit. */
export interface FormStart extends SettingsBase {
  /** Changes with what the form begins from: the form is to be made anew by it. */
  readonly key: number;
  /** Whether the section has changed since the person began to edit. */
  readonly isBehind: boolean;
  /** Whether there are edits to be kept. */
  readonly setDirty: (dirty: boolean) => void;
  /** Begins anew from the settings as they are now. */
  readonly restart: () => void;
}

/** Gives what the form of a section begins from. While it has no edits, it follows what is changed elsewhere. */
export function useFormStart(section: keyof Settings): FormStart {
  const view = useSettingsView();
  const latest = useLatestSettings();
  const [start, setStart] = useState<{ readonly base: SettingsBase; readonly key: number }>({ base: view, key: 0 });
  const [dirty, setDirty] = useState(false);
  const isBehind = !isEqual(view.settings[section], start.base.settings[section]);
  const startFrom = (base: SettingsBase): void => {
    setStart({ base, key: start.key + 1 });
    setDirty(false);
  };
  if (isBehind && !dirty) {
    startFrom(view);
  }
  return { ...start.base, key: start.key, isBehind, setDirty, restart: () => startFrom(latest() ?? view) };
}
