import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Change in `config.json` to settings that are being edited. */
export type Behind = 'changed' | 'removed';

/** Warns of such a change before a save. Renders nothing for null. */
export function ChangedBehind({ behind }: { readonly behind: Behind | null }) {
  const { t } = useTranslation();
  return (
    behind !== null && (
      <Alert role="status" color="yellow" icon={<IconAlertTriangle aria-hidden />}>
        {t(`window.conflict.behind.${behind}`)}
      </Alert>
    )
  );
}
