import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchShare } from '../../../../shared/contract/live-view';
import type { Rule } from '../../../../shared/settings/schema';
import { useActions } from '../../../bridge/app-context';
import { QuestionDialog } from '../../../components/dialogs/question-dialog';
import { useFormats } from '../../../format/times';

/** Confirmation before a rule is saved that matches nearly every line of its files. */
interface MatchShareQuestion {
  readonly checking: boolean;
  /** Calls `save` at once, or after the person confirms. */
  readonly ask: (edited: Rule, save: () => Promise<void>) => Promise<void>;
  readonly question: ReactNode;
}

interface Asked {
  readonly share: MatchShare;
  readonly save: () => Promise<void>;
}

/**
 * Checks the share of matching lines before a save. `before` is the saved rule; if its lines are unchanged, nothing is
 * asked.
 */
export function useMatchShare(before: Rule | null): MatchShareQuestion {
  const { t } = useTranslation();
  const actions = useActions();
  const formats = useFormats();
  const [checking, setChecking] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const ask: MatchShareQuestion['ask'] = async (edited, save) => {
    if (edited.absence || (before && linesOf(before) === linesOf(edited))) {
      return save();
    }
    setChecking(true);
    const answer = await actions.matchShare(edited);
    setChecking(false);
    // Saving reports faults of the rule.
    if (answer.ok && answer.value.nearlyAll) {
      setAsked({ share: answer.value, save });
      setIsOpen(true);
      return;
    }
    await save();
  };
  const answered = (save: () => Promise<void>): void => {
    setIsOpen(false);
    void save();
  };
  const question = asked && (
    <QuestionDialog
      opened={isOpen}
      title={t('window.matchShare.title')}
      text={t('window.matchShare.text', {
        matches: formats.count(asked.share.matches),
        lines: formats.count(asked.share.lines),
      })}
      stay={t('window.matchShare.stay')}
      onStay={() => setIsOpen(false)}
      goOn={t('window.matchShare.save')}
      onGoOn={() => answered(asked.save)}
    />
  );
  return { checking, ask, question };
}

/** Part of a rule that decides which lines match. */
function linesOf({ match, butNot, files, ok, pair }: Rule): string {
  return JSON.stringify([match, butNot, files, ok, pair?.end]);
}
