import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
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
  valuesToChannel,
} from '../../../forms/channel-form';
import { newId } from '../../../forms/settings-edits';
import { ChannelFields } from './channel-fields';

interface ChannelDrawerProps {
  /** Channel to edit; null for a new one. */
  readonly channel: Channel | null;
  readonly kind: ChannelKind;
  readonly onClose: () => void;
}

/** Form of one channel, with the fields of its kind. */
export function ChannelDrawer({ channel, kind, onClose }: ChannelDrawerProps) {
  const { t } = useTranslation();
  const { channels } = useSettings();
  const { saving, elsewhere, externalChange, save } = useItemForm('channels', channel, channelField);
  const form = useForm<ChannelValues>({ initialValues: channel ? channelToValues(channel) : NEW_CHANNEL });
  const submit = async (values: ChannelValues): Promise<void> => {
    const taken = channels.map(({ id }) => id);
    const id = channel?.id ?? newId(values.name.trim(), kind, taken);
    const errors = await save(valuesToChannel(id, kind, values));
    if (errors === null) {
      onClose();
    } else {
      showErrors(form, errors);
    }
  };
  const kindName = t(`window.channels.kind.${kind}`);
  return (
    <ItemDrawer
      title={t(channel ? 'window.channels.edit' : 'window.channels.new', { kind: kindName })}
      size={480}
      dirty={form.isDirty()}
      saving={saving}
      problems={elsewhere}
      externalChange={externalChange}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      <TextInput
        label={t('window.channels.name')}
        placeholder={t('window.channels.nameHint')}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <ChannelFields form={form} kind={kind} />
    </ItemDrawer>
  );
}
