import {
  AppShell,
  Button,
  Center,
  Container,
  EmptyState,
  Group,
  Skeleton,
  Stack,
  Text,
  VisuallyHidden,
} from '@mantine/core';
import { IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../bridge/app-context';

const PAGES = 7;

/** Skeleton of the window until the first answer arrives. */
export function LoadingPage() {
  const { t } = useTranslation();
  return (
    <AppShell navbar={{ width: 200, breakpoint: 0 }} padding={0}>
      <AppShell.Navbar p="xs" aria-hidden>
        <Group gap="sm" wrap="nowrap" px="xs" py="sm">
          <Skeleton height={34} width={34} />
          <Skeleton height={12} width="50%" />
        </Group>
        <Stack gap="md" px="xs" py="md">
          {Array.from({ length: PAGES }, (_nothing, page) => (
            <Skeleton key={page} height={16} width="70%" />
          ))}
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main aria-busy="true">
        <VisuallyHidden>
          <h1>Logbell</h1>
        </VisuallyHidden>
        <VisuallyHidden role="status">{t('window.loading')}</VisuallyHidden>
        <Container size="lg" px="lg" py="md" ml={0}>
          <Stack gap="md">
            <Skeleton height={28} width="30%" />
            <Skeleton height={88} />
            <Skeleton height={160} />
            <Skeleton height={220} />
          </Stack>
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}

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
