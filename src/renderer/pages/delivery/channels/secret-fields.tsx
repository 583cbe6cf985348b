import { Checkbox, PasswordInput, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { ChannelKind, ChannelSecretName } from '../../../../shared/settings/channels/channel-kinds';
import { type ChannelValues, isChat } from '../../../forms/channel-form';
import { placeOf, useChannelSecrets } from './channel-secrets';

interface SecretFieldProps {
  readonly form: UseFormReturnType<ChannelValues>;
  readonly kind: ChannelKind;
  /** Id of the channel; null for a new one. */
  readonly id: string | null;
  readonly name: ChannelSecretName;
  readonly required?: boolean;
}

/** Field for a secret, which is empty even if one is stored. */
export function SecretField({ form, kind, id, name, required = false }: SecretFieldProps) {
  const { t } = useTranslation();
  const { view } = useChannelSecrets();
  const place = placeOf(view, id, name);
  const isFixed = place === 'environment' || place === 'credentials';
  const hasChatUrl = isChat(kind);
  const label = t(hasChatUrl ? 'window.secret.chatUrl' : `window.secret.${name}`);
  return (
    <PasswordInput
      label={label}
      description={isFixed ? t('window.secret.fixed') : t(`window.secret.help.${hasChatUrl ? kind : name}`)}
      placeholder={t(place === 'none' ? 'window.secret.enter' : 'window.secret.replace')}
      required={required && id === null}
      disabled={isFixed}
      autoComplete="off"
      visibilityToggleButtonProps={{ 'aria-label': t('window.secret.show', { name: label }) }}
      aria-invalid={form.errors[`secrets.${name}`] !== undefined || undefined}
      {...form.getInputProps(`secrets.${name}`)}
    />
  );
}

/** Says how secrets are stored, or asks for consent where the desktop has no keyring. */
export function SecretStorage({ form }: Pick<SecretFieldProps, 'form'>) {
  const { t } = useTranslation();
  const { view } = useChannelSecrets();
  if (view === null) {
    return null;
  }
  return view.keyring ? (
    <Text size="xs" c="dimmed">
      {t('window.secret.safe')}
    </Text>
  ) : (
    <Checkbox
      label={t('window.secret.consent')}
      description={t('window.secret.noKeyring')}
      {...form.getInputProps('keepInFile', { type: 'checkbox' })}
    />
  );
}
