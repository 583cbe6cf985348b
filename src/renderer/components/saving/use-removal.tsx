import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListName } from '../../../shared/settings/merge';
import { useLatestSettings, useSettingsView } from '../../bridge/app-context';
import { dependentsOf, withItemBack, withoutItem } from '../../forms/settings-edits';
import { useNotices } from '../layout/notifications';
import { useSaveAtOnce } from './use-save-at-once';

const UNDO_MS = 10_000;

/** Returns the function that deletes an item of a list at once and offers an undo. */
export function useRemoval(list: ListName): (id: string, title: string) => Promise<void> {
  const { t } = useTranslation();
  const view = useSettingsView();
  const latest = useLatestSettings();
  const save = useSaveAtOnce('window.removal.refused');
  const notices = useNotices();
  const before = view.settings;

  const undo = async (id: string): Promise<void> => {
    notices.hide(noticeId(list, id));
    const current = latest();
    if (current) {
      await save(withItemBack(current.settings, before, list, id), current);
    }
  };
  return async (id, title) => {
    const resting = dependentsOf(before, list, id);
    if (resting.length > 0) {
      notices.wrong(t('window.removal.inUse', { title, rules: resting.join(', ') }));
    } else if (await save(withoutItem(before, list, id), view)) {
      notices.named(
        noticeId(list, id),
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Text>{t('window.removal.done', { title })}</Text>
          <Button variant="default" size="compact-sm" onClick={() => void undo(id)} style={{ flexShrink: 0 }}>
            {t('window.removal.undo')}
          </Button>
        </Group>,
        UNDO_MS,
      );
    }
  };
}

function noticeId(list: ListName, id: string): string {
  return `removed:${list}:${id}`;
}
