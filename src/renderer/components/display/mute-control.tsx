import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MuteLength } from '../../../shared/contract/ipc/calls';
import type { Rule } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import type { Mute } from '../../../shared/contract/status';
import { useActions } from '../../bridge/app-context';
import { useNotifications } from '../layout/notifications';

const LENGTHS: readonly MuteLength[] = ['30m', '2h', 'morning'];

interface MuteControlProps {
  readonly rule: Rule;
  readonly mute: Mute | undefined;
}

/** Button that mutes a rule for a while or unmutes it. */
export function MuteControl({ rule, mute }: MuteControlProps) {
  const { t } = useTranslation();
  const actions = useActions();
  const notifications = useNotifications();
  const title = ruleTitle(rule);
  if (mute) {
    return (
      <Tooltip label={t('window.mute.unmute')}>
        <ActionIcon
          variant="light"
          aria-label={t('window.mute.unmuteOf', { title })}
          onClick={() => void notifications.reportNoAnswer(actions.unmuteRule(rule.id))}
        >
          <IconBellOff size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    // Inside the page's main part, which screen readers read; fixed, as the table around it would clip it.
    <Menu position="bottom-end" withinPortal={false} floatingStrategy="fixed" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Tooltip label={t('window.mute.mute')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('window.mute.muteOf', { title })}>
            <IconBell size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {LENGTHS.map((length) => (
          <Menu.Item key={length} onClick={() => void notifications.reportNoAnswer(actions.muteRule(rule.id, length))}>
            {t(`window.mute.${length}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
