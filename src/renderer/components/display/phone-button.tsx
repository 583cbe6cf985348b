import { Button } from '@mantine/core';
import { IconDeviceMobile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../bridge/app-context';
import { useNotifications } from '../layout/notifications';

/** Opens the practice phone, which shows the messages of practice mode, in the person's browser. */
export function PhoneButton() {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const open = async (): Promise<void> => {
    const opened = await actions.openPhone();
    if (opened.ok) {
      return;
    }
    if (opened.error === 'no-phone') {
      notifications.showError(t('window.delivery.noPhone'));
    } else {
      notifications.showNotOpened(opened.error);
    }
  };
  return (
    <Button
      variant="default"
      size="xs"
      flex="none"
      leftSection={<IconDeviceMobile size={16} aria-hidden />}
      onClick={() => void open()}
    >
      {t('window.delivery.openPhone')}
    </Button>
  );
}
