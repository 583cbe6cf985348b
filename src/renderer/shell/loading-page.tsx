import { Container, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The shape of the window until the first answer is here. */
export function LoadingPage() {
  const { t } = useTranslation();
  return (
    <Container component="main" size="md" py="xl" aria-busy="true">
      <VisuallyHidden>
        <h1>Logbell</h1>
      </VisuallyHidden>
      <VisuallyHidden role="status">{t('window.loading')}</VisuallyHidden>
      <Stack gap="md">
        <Skeleton height={28} width="30%" />
        <Skeleton height={88} />
        <Skeleton height={160} />
        <Skeleton height={220} />
      </Stack>
    </Container>
  );
}
