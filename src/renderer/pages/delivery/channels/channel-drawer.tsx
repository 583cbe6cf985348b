import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelKind } from '../../../../shared/settings/channels/channel-kinds';
import type { Channel } from '../../../../shared/settings/channels/channel-schema';
import { useSettings } from '../../../bridge/app-context';
import { ItemDrawer, useItemForm } from '../../../components/saving/item-drawer';
import { showErrors } from '../../../components/saving/show-errors';
import {
  channelField,
  channelToValues,
  type ChannelValues,
  NEW_CHANNEL,
  typedSecrets,
  valuesToChannel,
} from '../../../forms/channel-form';
import { newId } from '../../../forms/settings-edits';
import { ChannelFields } from './channel-fields';
import { SecretStorage } from './secret-fields';
import { useStoreSecrets } from './use-store-secrets';

interface ChannelDrawerProps {
  /** Channel to edit; null for a new one. */
  readonly channel: Channel | null;
  readonly kind: ChannelKind;
  readonly onClose: () => void;
}

/** Form of one channel, with the fields and secrets of its kind. */
export function ChannelDrawer({ channel, kind, onClose }: ChannelDrawerProps) {
  const { t } = useTranslation();
  const { channels } = useSettings();
  const { save, ...state } = useItemForm('channels', channel, channelField);
  const form = useForm<ChannelValues>({ initialValues: channel ? channelToValues(channel) : NEW_CHANNEL });
  const secrets = useStoreSecrets(channel?.id ?? null);
  // A new channel keeps its id if its secrets could not be stored and it is saved once more.
  const [newChannelId, setNewChannelId] = useState<string | null>(null);
  const submit = async (values: ChannelValues): Promise<void> => {
    const taken = channels.map(({ id }) => id);
    const id = channel?.id ?? newChannelId ?? newId(values.name.trim(), kind, taken);
    const typed = typedSecrets(kind, values);
    const edited = valuesToChannel(id, kind, values);
    const lacking = secrets.lacking(edited, channel, typed);
    if (lacking.length > 0) {
      const fields = lacking.map((name) => (kind === 'webhook' || kind === 'ntfy' ? name : `secrets.${name}`));
      showErrors(form, Object.fromEntries(fields.map((field) => [field, t('window.secret.required')])));
      return;
    }
    const errors = await save(edited);
    if (errors !== null) {
      showErrors(form, errors);
      return;
    }
    setNewChannelId(id);
    const wrong = await secrets.store({ id, values: typed, keepInFile: values.keepInFile });
    if (wrong === null) {
      onClose();
    } else {
      showErrors(form, wrong);
    }
  };
  const kindName = t(`window.channels.kind.${kind}`);
  return (
    <ItemDrawer
      title={t(channel ? 'window.channels.edit' : 'window.channels.new', { kind: kindName })}
      size={480}
      dirty={form.isDirty()}
      {...state}
      saving={state.saving || secrets.storing}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <TextInput
        label={t('window.channels.name')}
        placeholder={t('window.channels.nameHint')}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <ChannelFields form={form} kind={kind} id={channel?.id ?? null} />
      <SecretStorage form={form} />
      {secrets.canForget && (
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: 'flex-start' }}
          loading={secrets.forgetting}
          onClick={() => void secrets.forget()}
        >
          {t('window.secret.forget')}
        </Button>
      )}
    </ItemDrawer>
  );
}
