import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchShare } from '../../../../shared/contract/live-view';
import type { Rule } from '../../../../shared/settings/schema';
import { useActions } from '../../../bridge/app-context';
import { ConfirmDialog } from '../../../components/dialogs/confirm-dialog';

/** Confirmation before a rule is saved that matches nearly every line of its files. */
interface MatchShareCheck {
  readonly checking: boolean;
  /** Calls `save` at once, or after the person confirms. */
  readonly confirmSave: (edited: Rule, save: () => Promise<void>) => Promise<void>;
  readonly dialog: ReactNode;
}

interface PendingSave {
  readonly share: MatchShare;
  readonly save: () => Promise<void>;
}

/**
 * Checks the share of matching lines before a save. `before` is the saved rule; if its lines are unchanged, nothing is
 * asked.
 */
export function useMatchShare(before: Rule | null): MatchShareCheck {
  const { t } = useTranslation();
  const actions = useActions();
  const [checking, setChecking] = useState(false);
  const [pending, setPending] = useState<PendingSave | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const confirmSave: MatchShareCheck['confirmSave'] = async (edited, save) => {
    if (edited.absence || (before && linesOf(before) === linesOf(edited))) {
      return save();
    }
    setChecking(true);
    const answer = await actions.matchShare(edited);
    setChecking(false);
    // Saving reports faults of the rule.
    if (answer.ok && answer.value.nearlyAll) {
      setPending({ share: answer.value, save });
      setIsOpen(true);
      return;
    }
    await save();
  };
  const confirm = (save: () => Promise<void>): void => {
    setIsOpen(false);
    void save();
  };
  const dialog = pending && (
    <ConfirmDialog
      opened={isOpen}
      title={t('window.matchShare.title')}
      text={t('window.matchShare.text', { count: pending.share.matches, lines: pending.share.lines })}
      cancelLabel={t('window.matchShare.stay')}
      onCancel={() => setIsOpen(false)}
      confirmLabel={t('window.matchShare.save')}
      onConfirm={() => confirm(pending.save)}
    />
  );
  return { checking, confirmSave, dialog };
}

/** Part of a rule that decides which lines match. */
function linesOf({ match, butNot, files, ok, pair }: Rule): string {
  return JSON.stringify([match, butNot, files, ok, pair?.end]);
}
