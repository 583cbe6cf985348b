import { Group, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../../../shared/common/limits';
import { MAIL_SECURITY } from '../../../../shared/settings/channels/channel-kinds';
import { type ChannelValues, MAIL_PORTS } from '../../../forms/channel-form';

/** SMTP server and addresses of a mail channel. */
export function MailFields({ form }: { readonly form: UseFormReturnType<ChannelValues> }) {
  const { t } = useTranslation();
  const { security, port } = form.values;
  const secureBy = (next: string | null): void => {
    const chosen = MAIL_SECURITY.find((one) => one === next) ?? security;
    // A port of one's own stays.
    const isUsual = Number(port) === MAIL_PORTS[security];
    form.setValues({ security: chosen, port: isUsual ? MAIL_PORTS[chosen] : port });
  };
  return (
    <>
      <TagsInput
        label={t('window.channels.to')}
        description={t('window.channels.toHelp')}
        placeholder={form.values.to.length === 0 ? t('window.form.example', { example: 'ops@example.com' }) : ''}
        required
        maxTags={LIMITS.mailRecipients}
        acceptValueOnBlur
        {...form.getInputProps('to')}
      />
      <TextInput
        label={t('window.channels.from')}
        placeholder={t('window.form.example', { example: 'logbell@example.com' })}
        inputMode="email"
        spellCheck={false}
        required
        {...form.getInputProps('from')}
      />
      <TextInput
        label={t('window.channels.host')}
        description={t('window.channels.hostHelp')}
        placeholder={t('window.form.example', { example: 'smtp.example.com' })}
        spellCheck={false}
        required
        {...form.getInputProps('host')}
      />
      <Group align="flex-start" gap="md" wrap="nowrap">
        <Select
          flex={1}
          label={t('window.channels.security')}
          allowDeselect={false}
          data={MAIL_SECURITY.map((value) => ({ value, label: t(`window.channels.securities.${value}`) }))}
          {...form.getInputProps('security')}
          onChange={secureBy}
        />
        <NumberInput
          w={110}
          label={t('window.channels.port')}
          min={1}
          max={65_535}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          {...form.getInputProps('port')}
        />
      </Group>
      <TextInput
        label={t('window.channels.user')}
        description={t('window.channels.userHelp')}
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('user')}
      />
    </>
  );
}
