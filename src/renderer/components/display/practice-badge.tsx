import { Badge } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Marks what never reached a phone because it was practice. */
export function PracticeBadge() {
  const { t } = useTranslation();
  return (
    <Badge color="grape" leftSection={<IconFlask size={12} aria-hidden />}>
      {t('window.practice.badge')}
    </Badge>
  );
}
