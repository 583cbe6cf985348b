import { Alert, Badge, Button, Group, List, Modal, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../shared/contract/ipc/calls';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import type { ImportChange, ImportedList } from '../../../shared/transfer/settings-import';
import { useActions } from '../../bridge/app-context';
import { FormActions } from '../../components/dialogs/form-actions';
import { useNotifications } from '../../components/layout/notifications';
import { PathText } from '../../components/display/path-text';
import { SettingsProblems } from '../../components/saving/settings-alerts';
import { useReturnFocus } from '../../components/dialogs/use-return-focus';
import { inertText } from '../../format/inert-text';

const SHOWN_LISTS: readonly ImportedList[] = ['rules', 'files', 'recipients', 'groups', 'channels'];

interface ImportDialogProps {
  readonly view: ImportView;
  readonly onClose: () => void;
}

/** Preview of an import: additions, replacements and unreadable parts. */
export function ImportDialog({ view: opened, onClose }: ImportDialogProps) {
  const { t } = useTranslation();
  useReturnFocus();
  const actions = useActions();
  const notifications = useNotifications();
  const [saving, setSaving] = useState(false);
  const [view, setView] = useState(opened);
  const [refused, setRefused] = useState<readonly SettingsProblem[]>([]);
  const changed = view.changes.some(({ change }) => change !== 'same');
  const apply = async (): Promise<void> => {
    setSaving(true);
    const answer = await actions.importOpened();
    setSaving(false);
    if (answer.ok) {
      const { backup } = answer.value;
      notifications.showSuccess(
        backup === null ? t('window.transfer.importedOnly') : t('window.transfer.imported', { backup }),
      );
      onClose();
    } else if (answer.error === 'no-answer') {
      notifications.showError(t('window.notice.noAnswer'));
    } else if ('changes' in answer.error) {
      setRefused([]);
      setView(answer.error);
    } else {
      setRefused(answer.error);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('window.transfer.preview')}
      size={620}
      centered
      closeButtonProps={{ 'aria-label': t('window.form.close') }}
      // The buttons at the lower edge keep their own distance.
      styles={{ title: { fontWeight: 600 }, body: { paddingBottom: 0 } }}
    >
      <Stack gap="md">
        <PathText path={view.path} size="xs" c="dimmed" />
        {view !== opened && (
          <Alert role="status" color="yellow" icon={<IconAlertTriangle aria-hidden />}>
            {t('window.transfer.changed')}
          </Alert>
        )}
        <SettingsProblems title={t('window.form.notSaved')} problems={refused} />
        <SettingsProblems title={t('window.transfer.unread')} problems={view.problems} />
        <Notes notes={view.notes} />
        {changed ? (
          SHOWN_LISTS.map((list) => (
            <Changes key={list} list={list} changes={view.changes.filter((change) => change.list === list)} />
          ))
        ) : (
          <Text>{t('window.transfer.nothing')}</Text>
        )}
        {changed && (
          <Text size="xs" c="dimmed">
            {t('window.transfer.backup')}
          </Text>
        )}
        <FormActions>
          <Button variant="default" onClick={onClose}>
            {t('window.form.cancel')}
          </Button>
          <Button disabled={!changed} loading={saving} onClick={() => void apply()}>
            {t('window.transfer.apply')}
          </Button>
        </FormActions>
      </Stack>
    </Modal>
  );
}

function Notes({ notes }: Pick<ImportView, 'notes'>) {
  const { t } = useTranslation();
  if (notes.length === 0) {
    return null;
  }
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t('window.transfer.notes')}>
      <List size="sm" spacing={2}>
        {notes.map(({ code, title }, index) => (
          <List.Item key={`${index} ${code}`}>
            {t(`window.transfer.note.${code}`, { title: inertText(title) })}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

interface ChangesProps {
  readonly list: ImportedList;
  readonly changes: readonly ImportChange[];
}

function Changes({ list, changes }: ChangesProps) {
  const { t } = useTranslation();
  if (changes.length === 0) {
    return null;
  }
  const same = changes.filter(({ change }) => change === 'same').length;
  return (
    <div>
      <Title order={3} mb={4}>
        {t(`window.transfer.list.${list}`)}
      </Title>
      <Stack gap={4} role="list" aria-label={t(`window.transfer.list.${list}`)}>
        {changes.map(({ id, title, change }) =>
          change === 'same' ? null : (
            <Group key={id} gap="xs" wrap="nowrap" role="listitem">
              <Badge color={change === 'added' ? 'teal' : 'blue'} miw="max-content">
                {t(`window.transfer.change.${change}`)}
              </Badge>
              <Text className="logbell-path">{inertText(title)}</Text>
            </Group>
          ),
        )}
      </Stack>
      {same > 0 && (
        <Text size="xs" c="dimmed">
          {t('window.transfer.same', { count: same })}
        </Text>
      )}
    </div>
  );
}
