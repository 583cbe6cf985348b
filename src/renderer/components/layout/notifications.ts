import { notifications, type NotificationData } from '@mantine/notifications';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unopened } from '../../../shared/contract/ipc/calls';
import type { Result } from '../../../shared/common/result';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import type { NoAnswer } from '../../bridge/actions';
import { useSentences } from '../../format/sentences';

const ERROR_MS = 10_000;

/** Short messages in the corner of the window, announced by screen readers. */
export interface Notifications {
  readonly showSuccess: (message: string) => void;
  readonly showError: (message: string) => void;
  /** Shows a message for `ms`; `hide` removes it by its id. */
  readonly showFor: (id: string, message: ReactNode, ms: number) => void;
  readonly hide: (id: string) => void;
  /** Shows why settings were not saved, in the text `key` with `{{reason}}`. */
  readonly showNotSaved: (error: readonly SettingsProblem[] | NoAnswer, key: string) => void;
  /** Shows that a page or folder could not be opened, and its address to open by hand. */
  readonly showNotOpened: (error: Unopened | NoAnswer) => void;
  /** Awaits the answer and calls `showNotOpened` on failure. */
  readonly reportNotOpened: (answer: Promise<Result<undefined, Unopened | NoAnswer>>) => Promise<void>;
  /** Awaits the answer and shows an error if the main process did not answer. */
  readonly reportNoAnswer: (answer: Promise<Result<unknown, unknown>>) => Promise<void>;
}

/** Messages in the current language. */
export function useNotifications(): Notifications {
  const { t } = useTranslation();
  const sentences = useSentences();
  return useMemo(() => {
    const show = (data: NotificationData): void =>
      void notifications.show({ closeButtonProps: { 'aria-label': t('window.form.close') }, ...data });
    const showError = (message: string): void => show({ color: 'red', message, autoClose: ERROR_MS });
    const showNotOpened: Notifications['showNotOpened'] = (error) =>
      showError(
        error === 'no-answer' ? t('window.notice.noAnswer') : t('window.notice.notOpened', { place: error.place }),
      );
    return {
      showSuccess: (message) => show({ color: 'teal', message }),
      showError,
      showFor: (id, message, ms) => show({ id, message, autoClose: ms }),
      hide: (id) => void notifications.hide(id),
      showNotSaved: (error, key) =>
        showError(
          error === 'no-answer'
            ? t('window.notice.noAnswer')
            : t(key, { reason: error.map(sentences.settingsProblem).join(' ') }),
        ),
      showNotOpened,
      reportNotOpened: async (answer) => {
        const opened = await answer;
        if (!opened.ok) {
          showNotOpened(opened.error);
        }
      },
      reportNoAnswer: async (answer) => {
        const { ok } = await answer;
        if (!ok) {
          showError(t('window.notice.noAnswer'));
        }
      },
    };
  }, [t, sentences]);
}
