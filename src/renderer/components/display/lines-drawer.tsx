import { Drawer, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface LinesDrawerProps {
  readonly opened: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Drawer at the right edge for lines of a file, as high as the window. */
export function LinesDrawer({ opened, title, onClose, children }: LinesDrawerProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      position="right"
      size={760}
      closeButtonProps={{ 'aria-label': t('window.form.close') }}
      styles={{
        content: { display: 'flex', flexDirection: 'column' },
        body: { flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
      }}
    >
      <Stack gap="sm" flex={1} mih={0}>
        {children}
      </Stack>
    </Drawer>
  );
}
