import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PauseLength } from '../../../shared/contract/ipc/calls';
import { useActions } from '../../bridge/app-context';
import { useNotifications } from '../../components/layout/notifications';

const LENGTHS: readonly PauseLength[] = ['15m', '1h', 'tomorrow'];

/** Button that pauses alerts for a while or resumes them. */
export function PauseControl({ pausedUntil }: { readonly pausedUntil: number | null }) {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  if (pausedUntil !== null) {
    return (
      <Button
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        onClick={() => void notifications.reportNoAnswer(actions.resume())}
      >
        {t('window.pause.resume')}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t('window.pause.pause')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LENGTHS.map((length) => (
          <Menu.Item key={length} onClick={() => void notifications.reportNoAnswer(actions.pause(length))}>
            {t(`window.pause.${length}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
