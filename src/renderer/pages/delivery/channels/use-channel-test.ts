import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextView } from '../../../../shared/contract/history';
import { useActions, useAppData } from '../../../bridge/app-context';
import { useSentences } from '../../../format/sentences';

interface ChannelTest {
  readonly sending: boolean;
  /** Message of the last test in the recent history; null for none. */
  readonly last: TextView | null;
  /** Reason why a test could not be sent; null for none. */
  readonly wrong: string | null;
  readonly send: () => Promise<void>;
}

/** Sends a test message to one channel, and follows the last one. */
export function useChannelTest(id: string): ChannelTest {
  const { t } = useTranslation();
  const actions = useActions();
  const sentences = useSentences();
  const { history } = useAppData();
  const [sending, setSending] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const last = history
    .flatMap((entry) => (entry.kind === 'test' ? entry.texts : []))
    .find(({ channel }) => channel === id);
  return {
    sending,
    last: last ?? null,
    wrong,
    send: async () => {
      setSending(true);
      const answer = await actions.sendTest([], false, [id]);
      setSending(false);
      if (answer.ok) {
        setWrong(null);
      } else {
        setWrong(answer.error === 'no-answer' ? t('window.notice.noAnswer') : sentences.settingsProblem(answer.error));
      }
    },
  };
}
