import { Group, Input, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../../../shared/common/limits';
import type { ChannelKind } from '../../../../shared/settings/channels/channel-kinds';
import { AdvancedFields } from '../../../components/fields/advanced-fields';
import { AddButton, RemoveButton } from '../../../components/fields/list-buttons';
import { type ChannelValues, NTFY_PRIORITIES } from '../../../forms/channel-form';
import { MailFields } from './mail-fields';
import { SecretField } from './secret-fields';

interface FieldsProps {
  readonly form: UseFormReturnType<ChannelValues>;
}

interface ChannelFieldsProps extends FieldsProps {
  readonly kind: ChannelKind;
  /** Id of the channel; null for a new one. */
  readonly id: string | null;
}

/** Settings and secrets that only this kind of channel has. */
export function ChannelFields({ form, kind, id }: ChannelFieldsProps) {
  const ofChannel = { form, kind, id };
  switch (kind) {
    case 'webhook':
      return (
        <>
          <UrlField form={form} kind={kind} example="https://hooks.example.com/logbell" />
          <SecretField {...ofChannel} name="secret" />
          <SecretField {...ofChannel} name="token" />
          <Advanced form={form} fields={['headers', 'secrets.url']}>
            <SecretField {...ofChannel} name="url" />
            <HeaderFields form={form} />
          </Advanced>
        </>
      );
    case 'ntfy':
      return (
        <>
          <UrlField form={form} kind={kind} example="https://ntfy.sh/my-servers-7k2p" />
          <SecretField {...ofChannel} name="token" />
          <Advanced form={form} fields={['priority', 'tags', 'click', 'secrets.url']}>
            <NtfyFields form={form} />
            <SecretField {...ofChannel} name="url" />
          </Advanced>
        </>
      );
    case 'email':
      return (
        <>
          <MailFields form={form} />
          <SecretField {...ofChannel} name="password" />
        </>
      );
    case 'slack':
    case 'discord':
    case 'mattermost':
      return <SecretField {...ofChannel} name="url" required />;
  }
}

interface AdvancedProps extends FieldsProps {
  readonly fields: readonly string[];
  readonly children: ReactNode;
}

function Advanced({ form, fields, children }: AdvancedProps) {
  const [opened, setOpened] = useState(false);
  return (
    <AdvancedFields fold={{ fields, opened, setOpened }} form={form}>
      {children}
    </AdvancedFields>
  );
}

function UrlField({
  form,
  kind,
  example,
}: FieldsProps & { readonly kind: 'webhook' | 'ntfy'; readonly example: string }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('window.channels.url')}
      description={t(`window.channels.urlHelp.${kind}`)}
      placeholder={t('window.form.example', { example })}
      inputMode="url"
      spellCheck={false}
      {...form.getInputProps('url')}
    />
  );
}

function HeaderFields({ form }: FieldsProps) {
  const { t } = useTranslation();
  const { headers } = form.values;
  return (
    <Input.Wrapper
      label={t('window.channels.headers')}
      labelElement="div"
      description={t('window.channels.headersHelp')}
      error={form.errors['headers']}
    >
      <Stack gap="xs" mt="xs">
        {headers.map((_header, at) => (
          <Group key={`${at} of ${headers.length}`} gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              spellCheck={false}
              aria-label={t('window.channels.headerName', { number: at + 1 })}
              placeholder="X-Team"
              {...form.getInputProps(`headers.${at}.name`)}
            />
            <TextInput
              flex={1}
              spellCheck={false}
              aria-label={t('window.channels.headerValue', { number: at + 1 })}
              placeholder="ops"
              {...form.getInputProps(`headers.${at}.value`)}
            />
            <RemoveButton
              label={t('window.channels.headerRemove', { number: at + 1 })}
              onClick={() => form.removeListItem('headers', at)}
            />
          </Group>
        ))}
        <AddButton
          label={t('window.channels.headerAdd')}
          onClick={() => form.insertListItem('headers', { name: '', value: '' })}
        />
      </Stack>
    </Input.Wrapper>
  );
}

function NtfyFields({ form }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('window.channels.priority')}
        description={t('window.channels.priorityHelp')}
        allowDeselect={false}
        data={NTFY_PRIORITIES.map((value) => ({ value, label: t(`window.channels.priorities.${value}`) }))}
        {...form.getInputProps('priority')}
      />
      <TagsInput
        label={t('window.channels.tags')}
        description={t('window.channels.tagsHelp')}
        maxTags={LIMITS.channelTags}
        acceptValueOnBlur
        {...form.getInputProps('tags')}
      />
      <TextInput
        label={t('window.channels.click')}
        description={t('window.channels.clickHelp')}
        placeholder="https://"
        inputMode="url"
        spellCheck={false}
        {...form.getInputProps('click')}
      />
    </>
  );
}
