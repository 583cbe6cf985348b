import { Button, Center, EmptyState, Text } from '@mantine/core';
import { IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../bridge/app-context';

/** Page shown if the main process did not answer; it may still be watching. */
export function FailedPage() {
  const { t } = useTranslation();
  const actions = useActions();
  return (
    <Center component="main" mih="100vh" p="xl">
      <EmptyState
        role="alert"
        icon={<IconPlugConnectedX stroke={1.5} aria-hidden />}
        title={
          <Text component="h1" inherit>
            {t('window.failed.title')}
          </Text>
        }
        description={t('window.failed.text')}
      >
        <EmptyState.Actions>
          <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => void actions.retry()}>
            {t('window.failed.retry')}
          </Button>
        </EmptyState.Actions>
      </EmptyState>
    </Center>
  );
}
