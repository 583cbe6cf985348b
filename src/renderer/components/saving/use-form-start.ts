import { useState } from 'react';
import { isSame } from '../../../shared/settings/merge';
import type { Settings } from '../../../shared/settings/schema';
import type { SettingsBase } from '../../../shared/contract/settings-save';
import { useLatestSettings, useSettingsView } from '../../bridge/app-context';

/** Initial settings of a section's form: the current ones, or those from when the person began to edit. */
export interface FormStart extends SettingsBase {
  /** Changes with the initial settings; the form must then be created again. */
  readonly key: number;
  /** True if the section has changed since the person began to edit. */
  readonly isBehind: boolean;
  /** Tells whether the form has edits, which are then kept. */
  readonly setDirty: (dirty: boolean) => void;
  /** Starts again from the current settings. */
  readonly restart: () => void;
}

/** Initial settings for the form of a section. A form without edits follows changes made elsewhere. */
export function useFormStart(section: keyof Settings): FormStart {
  const view = useSettingsView();
  const latest = useLatestSettings();
  const [start, setStart] = useState<{ readonly base: SettingsBase; readonly key: number }>({ base: view, key: 0 });
  const [dirty, setDirty] = useState(false);
  const isBehind = !isSame(view.settings[section], start.base.settings[section]);
  const startFrom = (base: SettingsBase): void => {
    setStart({ base, key: start.key + 1 });
    setDirty(false);
  };
  if (isBehind && !dirty) {
    startFrom(view);
  }
  return { ...start.base, key: start.key, isBehind, setDirty, restart: () => startFrom(latest() ?? view) };
}
