import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../shared/result';

/** Short messages at the corner of the window, read out by screen readers. */
export interface Notices {
  readonly done: (message: string) => void;
  readonly wrong: (message: string) => void;
  /** Says so when the main process did not answer. */
  readonly reached: (answer: Promise<Result<unknown, unknown>>) => Promise<void>;
}

/** Gives the messages in the language spoken now. */
export function useNotices(): Notices {
  const { t } = useTranslation();
  const wrong = (message: string): void => void notifications.show({ color: 'red', message, autoClose: 10_000 });
  return {
    done: (message) => void notifications.show({ color: 'teal', message }),
    wrong,
    reached: async (answer) => {
      const { ok } = await answer;
      if (!ok) {
        wrong(t('window.notice.noAnswer'));
      }
    },
  };
}
