import { Alert, Badge, Button, Checkbox, Group, PasswordInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconInfoCircle, IconKeyOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeysView } from '../../../shared/contract/ipc/snapshot';
import { useActions, useAppPart } from '../../bridge/app-context';
import { LinkButton } from '../../components/layout/link-button';
import { useNotifications } from '../../components/layout/notifications';
import { Section } from '../../components/layout/section';
import { KEY_NAMES, type KeyName } from '../../forms/live-mode';
import type { KeysForm } from './use-keys-form';

interface KeysSectionProps {
  readonly keysForm: KeysForm;
}

/** API keys: if they are set and where they are stored, never their values. */
export function KeysSection({ keysForm }: KeysSectionProps) {
  const { t } = useTranslation();
  const keys = useAppPart((data) => data.keys);
  const isKept = keys.kept !== 'session';
  return (
    <Section part="keys" title={t('window.keys.title')} text={t('window.keys.text')}>
      <Stack gap="md">
        <Group gap="xs">
          {KEY_NAMES.map((name) => (
            <KeyBadge key={name} label={t(`window.keys.${name}`)} state={keys[name]} isKept={isKept} />
          ))}
          {isKept && <Text c="dimmed">{t(`window.keys.kept.${keys.kept}`)}</Text>}
        </Group>
        {!isKept && (
          <Alert role="status" color="yellow" icon={<IconAlertTriangle aria-hidden />}>
            {t('window.keys.kept.session')}
          </Alert>
        )}
        {keys.kept === 'environment' ? (
          <Alert color="blue" icon={<IconInfoCircle aria-hidden />}>
            {t('window.keys.fromEnvironment')}
          </Alert>
        ) : (
          <KeysFields keys={keys} keysForm={keysForm} />
        )}
      </Stack>
    </Section>
  );
}

interface KeyBadgeProps {
  readonly label: string;
  readonly state: KeysView[KeyName];
  /** False if the key is lost when Logbell quits. */
  readonly isKept: boolean;
}

function KeyBadge({ label, state, isKept }: KeyBadgeProps) {
  const { t } = useTranslation();
  if (state === 'not-set') {
    return (
      <Badge color="gray" leftSection={<IconKeyOff size={12} aria-hidden />}>
        {t('window.keys.isNotSet', { key: label })}
      </Badge>
    );
  }
  const Icon = isKept ? IconCheck : IconAlertTriangle;
  return (
    <Badge color={isKept ? 'teal' : 'yellow'} leftSection={<Icon size={12} aria-hidden />}>
      {t('window.keys.isSet', { key: label })}
    </Badge>
  );
}

function KeysFields({ keys, keysForm }: KeysSectionProps & { readonly keys: KeysView }) {
  const { t } = useTranslation();
  const notifications = useNotifications();
  const { form, typed, saving, store } = keysForm;
  const { forgetting, forget } = useForgetKeys();
  const anySet = KEY_NAMES.some((name) => keys[name] === 'set');
  const submit = async (): Promise<void> => {
    const wrong = await store();
    if (wrong === null) {
      notifications.showSuccess(t('window.keys.saved'));
    } else {
      notifications.showError(wrong);
    }
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="sm">
        <SimpleGrid cols={2} spacing="md">
          {KEY_NAMES.map((name) => (
            <PasswordInput
              key={name}
              label={t(`window.keys.${name}`)}
              placeholder={t(keys[name] === 'set' ? 'window.keys.replace' : 'window.keys.enter')}
              autoComplete="off"
              visibilityToggleButtonProps={{
                'aria-label': t('window.keys.show', { key: t(`window.keys.${name}`) }),
              }}
              aria-invalid={form.errors[name] !== undefined || undefined}
              {...form.getInputProps(name)}
            />
          ))}
        </SimpleGrid>
        {keys.keyring ? (
          <Text size="xs" c="dimmed">
            {t('window.keys.keyring')}
          </Text>
        ) : (
          <Checkbox
            label={t('window.keys.consent')}
            description={t('window.keys.noKeyring')}
            {...form.getInputProps('keepInFile', { type: 'checkbox' })}
          />
        )}
        <Group justify="space-between" gap="sm">
          <LinkButton link="api-keys" label={t('window.keys.where')} />
          <Group gap="sm">
            <Button variant="default" disabled={!anySet} loading={forgetting} onClick={() => void forget()}>
              {t('window.keys.forget')}
            </Button>
            <Button type="submit" disabled={!typed} loading={saving}>
              {t('window.keys.store')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

function useForgetKeys() {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const [forgetting, setForgetting] = useState(false);
  const forget = async (): Promise<void> => {
    setForgetting(true);
    const answer = await actions.forgetKeys();
    setForgetting(false);
    if (answer.ok) {
      notifications.showSuccess(t('window.keys.forgotten'));
    } else {
      notifications.showError(t(answer.error === 'no-answer' ? 'window.notice.noAnswer' : 'window.keys.notForgotten'));
    }
  };
  return { forgetting, forget };
}
