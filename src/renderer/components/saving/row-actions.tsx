import { ActionIcon, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListName } from '../../../shared/settings/merge';
import { useLatestSettings, useSettingsView } from '../../bridge/app-context';
import { dependentsOf, routesThatNeed, withItemBack, withoutItem } from '../../forms/settings-edits';
import type { PartName } from '../../navigation/problem-target';
import { useTargetFocus } from '../../navigation/use-target-focus';
import { useNotifications } from '../layout/notifications';
import { useAutosave } from './use-save-settings';

const UNDO_MS = 10_000;

interface RowActionsProps {
  /** Title of the row's item, so that each button has a name of its own. */
  readonly title: string;
  /** Names by which links lead to the row's edit button. */
  readonly parts?: readonly PartName[];
  readonly onEdit: () => void;
  readonly onDelete: () => void;
  /** Extra actions of this table, before the others. */
  readonly children?: ReactNode;
}

const NO_PARTS: readonly PartName[] = [];

/** Edit and delete buttons at the end of a table row. */
export function RowActions({ title, parts = NO_PARTS, onEdit, onDelete, children }: RowActionsProps) {
  const { t } = useTranslation();
  const edit = useTargetFocus<HTMLButtonElement>(parts);
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      {children}
      <Tooltip label={t('window.row.edit')}>
        <ActionIcon
          ref={edit}
          className="logbell-part"
          variant="subtle"
          color="gray"
          aria-label={t('window.row.editOf', { title })}
          onClick={onEdit}
        >
          <IconPencil size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('window.row.delete')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('window.row.deleteOf', { title })} onClick={onDelete}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** Returns the function that deletes an item of a list at once and offers an undo. */
export function useRemoval(list: ListName): (id: string, title: string) => Promise<void> {
  const { t } = useTranslation();
  const view = useSettingsView();
  const latest = useLatestSettings();
  const save = useAutosave('window.removal.refused');
  const notifications = useNotifications();
  const before = view.settings;

  const undo = async (id: string): Promise<void> => {
    notifications.hide(noticeId(list, id));
    const current = latest();
    if (current) {
      await save(withItemBack(current.settings, before, list, id), current);
    }
  };
  return async (id, title) => {
    const routes = list === 'channels' ? routesThatNeed(before, id) : [];
    const dependents = [...dependentsOf(before, list, id), ...routes.map((route) => t(`window.route.${route}`))];
    if (dependents.length > 0) {
      notifications.showError(t('window.removal.inUse', { title, rules: dependents.join(', ') }));
    } else if (await save(withoutItem(before, list, id), view)) {
      notifications.showFor(
        noticeId(list, id),
        <Stack align="flex-start" gap={4}>
          <Text lineClamp={4}>{t('window.removal.done', { title })}</Text>
          <Button variant="default" size="compact-sm" onClick={() => void undo(id)}>
            {t('window.removal.undo')}
          </Button>
        </Stack>,
        UNDO_MS,
      );
    }
  };
}

function noticeId(list: ListName, id: string): string {
  return `removed:${list}:${id}`;
}
