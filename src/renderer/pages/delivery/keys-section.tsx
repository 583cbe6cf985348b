import { Alert, Badge, Button, Checkbox, Group, PasswordInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconCheck, IconInfoCircle, IconKeyOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeysView } from '../../../shared/contract/ipc';
import { useActions, useAppData } from '../../bridge/app-context';
import { LinkButton } from '../../components/layout/link-button';
import { useNotifications } from '../../components/layout/notifications';
import { Section } from '../../components/layout/section';
import { useUnsavedEdits } from '../../navigation/leave-guard';

interface KeysValues {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly keepInFile: boolean;
}

const NOTHING: KeysValues = { accessKey: '', secretKey: '', keepInFile: false };

/** API keys: if they are set and where they are stored, never their values. */
export function KeysSection() {
  const { t } = useTranslation();
  const { keys } = useAppData();
  return (
    <Section part="keys" title={t('window.keys.title')} text={t('window.keys.text')}>
      <Stack gap="md">
        <Group gap="xs">
          <KeyBadge label={t('window.keys.accessKey')} state={keys.accessKey} />
          <KeyBadge label={t('window.keys.secretKey')} state={keys.secretKey} />
          <Text c="dimmed">{t(`window.keys.kept.${keys.kept}`)}</Text>
        </Group>
        {keys.kept === 'environment' ? (
          <Alert color="blue" icon={<IconInfoCircle aria-hidden />}>
            {t('window.keys.fromEnvironment')}
          </Alert>
        ) : (
          <KeysForm keys={keys} />
        )}
      </Stack>
    </Section>
  );
}

function KeyBadge({ label, state }: { readonly label: string; readonly state: KeysView['accessKey'] }) {
  const { t } = useTranslation();
  const set = state === 'set';
  return (
    <Badge
      color={set ? 'teal' : 'gray'}
      leftSection={set ? <IconCheck size={12} aria-hidden /> : <IconKeyOff size={12} aria-hidden />}
    >
      {t(set ? 'window.keys.isSet' : 'window.keys.isNotSet', { key: label })}
    </Badge>
  );
}

function KeysForm({ keys }: { readonly keys: KeysView }) {
  const { t } = useTranslation();
  const notifications = useNotifications();
  const form = useForm<KeysValues>({ initialValues: NOTHING });
  const { saving, forgetting, store, forget } = useKeyActions();
  const typed = form.values.accessKey.trim() !== '' || form.values.secretKey.trim() !== '';
  const anySet = keys.accessKey === 'set' || keys.secretKey === 'set';
  useUnsavedEdits(typed);
  const submit = async (values: KeysValues): Promise<void> => {
    const wrong = await store(values);
    if (wrong === null) {
      form.reset();
      notifications.showSuccess(t('window.keys.saved'));
    } else {
      notifications.showError(wrong);
    }
  };
  const placeholder = (state: KeysView['accessKey']): string =>
    t(state === 'set' ? 'window.keys.replace' : 'window.keys.enter');
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="sm">
        <SimpleGrid cols={2} spacing="md">
          <PasswordInput
            label={t('window.keys.accessKey')}
            placeholder={placeholder(keys.accessKey)}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('window.keys.show', { key: t('window.keys.accessKey') }) }}
            {...form.getInputProps('accessKey')}
          />
          <PasswordInput
            label={t('window.keys.secretKey')}
            placeholder={placeholder(keys.secretKey)}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('window.keys.show', { key: t('window.keys.secretKey') }) }}
            {...form.getInputProps('secretKey')}
          />
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

function useKeyActions() {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const [saving, setSaving] = useState(false);
  const [forgetting, setForgetting] = useState(false);
  /** Stores the keys; null on success, else the sentence to show. */
  const store = async (values: KeysValues): Promise<string | null> => {
    const accessKey = values.accessKey.trim();
    const secretKey = values.secretKey.trim();
    setSaving(true);
    const answer = await actions.saveKeys({
      ...(accessKey === '' ? {} : { accessKey }),
      ...(secretKey === '' ? {} : { secretKey }),
      keepInFile: values.keepInFile,
    });
    setSaving(false);
    return answer.ok ? null : t(`window.keys.wrong.${answer.error}`);
  };
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
  return { saving, forgetting, store, forget };
}
