import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { Settings } from '../../../shared/settings/schema';
import type { SettingsProblem } from '../../../shared/settings/problems';
import {
  isConflict,
  type SettingsBase,
  type SettingsConflict,
  type Settlement,
} from '../../../shared/contract/settings-save';
import type { NoAnswer } from '../../bridge/actions';
import { useActions } from '../../bridge/app-context';
import { useNotices } from '../layout/notifications';
import { inertText } from '../../format/inert-text';
import { ConflictDialog } from './conflict-dialog';

/** The version that is in the file now: mine, or in a conflict theirs. */
export type KeptVersion = Settlement['keep'];

/**
 * Saves an edit that began from `base`, and asks the person in a conflict. Fails with what is wrong, or `undecided` when
 * they put the choice off: the edit is theirs to go on with.
 */
export type SaveSettingsEdit = (
  edited: Settings,
  base: SettingsBase,
) => Promise<Result<KeptVersion, readonly SettingsProblem[] | NoAnswer | 'undecided'>>;

interface SettingsSaver {
  readonly save: SaveSettingsEdit;
  /** Whether a conflict waits for the person. */
  readonly asking: boolean;
}

interface Asked {
  readonly conflict: SettingsConflict;
  readonly answer: (keep: KeptVersion | null) => void;
}

const SettingsSaverContext = createContext<SettingsSaver | null>(null);

/** How long the name of a copy stays in sight, ms. */
const COPY_MS = 30_000;

/** Saves settings for all below it, and shows conflicts above everything else. */
export function SettingsSaverProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const actions = useActions();
  const notices = useNotices();
  const [asked, setAsked] = useState<readonly Asked[]>([]);
  const ask = useCallback(
    (conflict: SettingsConflict) =>
      new Promise<KeptVersion | null>((answer) => setAsked((others) => [...others, { conflict, answer }])),
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
            notices.named(copy, t(`window.conflict.kept.${kept}`, { copy: inertText(copy) }), COPY_MS);
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
    [actions, notices, ask, t],
  );
  const [first] = asked;
  const decide = (keep: KeptVersion | null): void => {
    // The drawer behind hears the same Escape; it stays open as long as the question stands.
    setTimeout(() => {
      setAsked((all) => all.filter((one) => one !== first));
      first?.answer(keep);
    });
  };
  const asking = first !== undefined;
  const saver = useMemo(() => ({ save, asking }), [save, asking]);
  return (
    <SettingsSaverContext value={saver}>
      {children}
      <ConflictDialog conflict={first?.conflict ?? null} onDecide={decide} />
    </SettingsSaverContext>
  );
}

/** Gives what saves edits of the settings. */
export function useSettingsSaver(): SettingsSaver {
  const saver = use(SettingsSaverContext);
  if (!saver) {
    throw new Error('SettingsSaverProvider is missing.');
  }
  return saver;
}
