import { notifications, type NotificationData } from '@mantine/notifications';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unopened } from '../../../shared/contract/ipc';
import type { Result } from '../../../shared/common/result';
import type { SettingsProblem } from '../../../shared/settings/problems';
import type { NoAnswer } from '../../bridge/actions';
import { useSentences } from '../../format/sentences';

const WRONG_MS = 10_000;

/** Short messages in the corner of the window, announced by screen readers. */
export interface Notices {
  readonly done: (message: string) => void;
  readonly wrong: (message: string) => void;
  /** Shows a message for `ms`; `hide` removes it by its id. */
  readonly named: (id: string, message: ReactNode, ms: number) => void;
  readonly hide: (id: string) => void;
  /** Shows why settings were not saved, in the text `key` with `{{reason}}`. */
  readonly notSaved: (error: readonly SettingsProblem[] | NoAnswer, key: string) => void;
  /** Shows that a page or folder could not be opened, and its address to open by hand. */
  readonly notOpened: (error: Unopened | NoAnswer) => void;
  /** Awaits the answer and shows `notOpened` on failure. */
  readonly opened: (answer: Promise<Result<undefined, Unopened | NoAnswer>>) => Promise<void>;
  /** Awaits the answer and shows an error if the main process did not answer. */
  readonly reached: (answer: Promise<Result<unknown, unknown>>) => Promise<void>;
}

/** Messages in the current language. */
export function useNotices(): Notices {
  const { t } = useTranslation();
  const sentences = useSentences();
  return useMemo(() => {
    const show = (data: NotificationData): void =>
      void notifications.show({ closeButtonProps: { 'aria-label': t('window.form.close') }, ...data });
    const wrong = (message: string): void => show({ color: 'red', message, autoClose: WRONG_MS });
    const notOpened: Notices['notOpened'] = (error) =>
      wrong(error === 'no-answer' ? t('window.notice.noAnswer') : t('window.notice.notOpened', { place: error.place }));
    return {
      done: (message) => show({ color: 'teal', message }),
      wrong,
      named: (id, message, ms) => show({ id, message, autoClose: ms }),
      hide: (id) => void notifications.hide(id),
      notSaved: (error, key) =>
        wrong(
          error === 'no-answer'
            ? t('window.notice.noAnswer')
            : t(key, { reason: error.map(sentences.settingsProblem).join(' ') }),
        ),
      notOpened,
      opened: async (answer) => {
        const opened = await answer;
        if (!opened.ok) {
          notOpened(opened.error);
        }
      },
      reached: async (answer) => {
        const { ok } = await answer;
        if (!ok) {
          wrong(t('window.notice.noAnswer'));
        }
      },
    };
  }, [t, sentences]);
}
