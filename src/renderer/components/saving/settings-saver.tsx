import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { Settings } from '../../../shared/settings/schema';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import {
  isConflict,
  type SettingsBase,
  type SettingsConflict,
  type Settlement,
} from '../../../shared/contract/settings-save';
import type { NoAnswer } from '../../bridge/actions';
import { useActions } from '../../bridge/app-context';
import { useNotifications } from '../layout/notifications';
import { inertText } from '../../format/inert-text';
import { ConflictDialog } from './conflict-dialog';
import { SavedItemProvider } from './saved-item';

/** Version in the file after a save: mine, or theirs after a conflict. */
export type KeptVersion = Settlement['keep'];

/**
 * Saves an edit based on `base` and asks the person in a conflict. Fails with problems, or with `undecided` if they put
 * the choice off and keep editing.
 */
export type SaveSettingsEdit = (
  edited: Settings,
  base: SettingsBase,
) => Promise<Result<KeptVersion, readonly SettingsProblem[] | NoAnswer | 'undecided'>>;

interface SettingsSaver {
  readonly save: SaveSettingsEdit;
  /** True while a conflict waits for the person. */
  readonly isAsking: boolean;
}

interface PendingConflict {
  readonly conflict: SettingsConflict;
  readonly resolve: (keep: KeptVersion | null) => void;
}

const SettingsSaverContext = createContext<SettingsSaver | null>(null);

/** Time for which the name of a copy is shown, ms. */
const COPY_MS = 30_000;

/** Provides saving to all components below it and shows conflicts above everything else. */
export function SettingsSaverProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const [pending, setPending] = useState<readonly PendingConflict[]>([]);
  const ask = useCallback(
    (conflict: SettingsConflict) =>
      new Promise<KeptVersion | null>((resolve) => setPending((others) => [...others, { conflict, resolve }])),
    [],
  );
  const save = useCallback<SaveSettingsEdit>(
    async (edited, base) => {
      let settlement: Settlement | null = null;
      for (;;) {
        const { revision, settings } = base;
        const answer = await actions.saveSettings({ settings: edited, base: { revision, settings }, settlement });
        if (answer.ok) {
          const kept: KeptVersion = settlement?.keep ?? 'mine';
          const { copy } = answer.value;
          if (copy !== null) {
            notifications.showFor(copy, t(`window.conflict.kept.${kept}`, { copy: inertText(copy) }), COPY_MS);
          }
          return ok(kept);
        }
        if (answer.error === 'no-answer' || !isConflict(answer.error)) {
          return fail(answer.error);
        }
        const keep = await ask(answer.error);
        if (keep === null) {
          return fail('undecided');
        }
        settlement = { revision: answer.error.revision, keep };
      }
    },
    [actions, notifications, ask, t],
  );
  const [first] = pending;
  const decide = (keep: KeptVersion | null): void => {
    // Escape also reaches the drawer behind, which stays open as long as the question is open.
    setTimeout(() => {
      setPending((all) => all.filter((one) => one !== first));
      first?.resolve(keep);
    });
  };
  const isAsking = first !== undefined;
  const saver = useMemo(() => ({ save, isAsking }), [save, isAsking]);
  return (
    <SettingsSaverContext value={saver}>
      <SavedItemProvider>{children}</SavedItemProvider>
      <ConflictDialog conflict={first?.conflict ?? null} onDecide={decide} />
    </SettingsSaverContext>
  );
}

/** Access to the nearest saver. */
export function useSettingsSaver(): SettingsSaver {
  const saver = use(SettingsSaverContext);
  if (!saver) {
    throw new Error('SettingsSaverProvider is missing.');
  }
  return saver;
}
