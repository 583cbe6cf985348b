import { Anchor } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { LinkName } from '../../../shared/contract/ipc/calls';
import { useActions } from '../../bridge/app-context';
import { useNotifications } from './notifications';

/** Opens one of the known pages in the person's browser. */
export function LinkButton({ link, label }: { readonly link: LinkName; readonly label: string }) {
  const actions = useActions();
  const notifications = useNotifications();
  return (
    <Anchor
      component="button"
      type="button"
      size="xs"
      underline="always"
      style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}
      ta="left"
      onClick={() => void notifications.reportNotOpened(actions.openLink(link))}
    >
      {label}
      <IconExternalLink size={12} aria-hidden />
    </Anchor>
  );
}
