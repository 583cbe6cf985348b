import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelSecretsChange } from '../../../../shared/contract/delivery/channel-secrets';
import type { ChannelSecretName } from '../../../../shared/settings/channels/channel-kinds';
import type { Channel } from '../../../../shared/settings/channels/channel-schema';
import { useActions } from '../../../bridge/app-context';
import { useNotifications } from '../../../components/layout/notifications';
import { requiredSecrets } from '../../../forms/channel-form';
import { useSentences } from '../../../format/sentences';
import { placeOf, useChannelSecrets } from './channel-secrets';

/** Stores and deletes the secrets of one channel. */
interface StoreSecrets {
  /** Secrets that the edited channel requires and that are neither typed nor stored. */
  readonly lacking: (
    edited: Channel,
    saved: Channel | null,
    typed: ChannelSecretsChange['values'],
  ) => readonly ChannelSecretName[];
  readonly storing: boolean;
  /** Stores typed secrets. Null on success and if none are typed, else sentences by field of the form. */
  readonly store: (change: ChannelSecretsChange) => Promise<Readonly<Record<string, string>> | null>;
  /** True if Logbell keeps secrets of the channel that it can delete. */
  readonly canForget: boolean;
  readonly forgetting: boolean;
  readonly forget: () => Promise<void>;
}

/** State and functions for the secrets of a channel; null for one that is not saved yet. */
export function useStoreSecrets(id: string | null): StoreSecrets {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const sentences = useSentences();
  const { view, setView } = useChannelSecrets();
  const [storing, setStoring] = useState(false);
  const [forgetting, setForgetting] = useState(false);
  const places = Object.values((id === null ? undefined : view?.channels[id]) ?? {});
  return {
    lacking: (edited, saved, typed) =>
      view === null
        ? []
        : requiredSecrets(edited, saved).filter(
            (name) => typed[name] === undefined && placeOf(view, edited.id, name) === 'none',
          ),
    storing,
    store: async (change) => {
      if (Object.keys(change.values).length === 0) {
        return null;
      }
      setStoring(true);
      const answer = await actions.saveChannelSecrets(change);
      setStoring(false);
      if (answer.ok) {
        setView(answer.value);
        return null;
      }
      if (typeof answer.error === 'string') {
        notifications.showError(t(`window.secret.wrong.${answer.error}`));
        return {};
      }
      return { [`secrets.${answer.error.path.split('.').at(-1) ?? ''}`]: sentences.settingsProblem(answer.error) };
    },
    canForget: places.some((place) => place === 'keyring' || place === 'file' || place === 'session'),
    forgetting,
    forget: async () => {
      if (id === null) {
        return;
      }
      setForgetting(true);
      const answer = await actions.forgetChannelSecrets(id);
      setForgetting(false);
      if (answer.ok) {
        setView(answer.value);
        notifications.showSuccess(t('window.secret.forgotten'));
      } else {
        notifications.showError(
          t(answer.error === 'no-answer' ? 'window.notice.noAnswer' : 'window.secret.notForgotten'),
        );
      }
    },
  };
}
