import { Badge } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Marks texts of practice mode, which never reached a phone. */
export function PracticeBadge() {
  const { t } = useTranslation();
  return (
    <Badge color="grape" leftSection={<IconFlask size={12} aria-hidden />}>
      {t('window.practice.badge')}
    </Badge>
  );
}
