import { Button, Group, List, Modal, Stack, Table, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Translate } from '../../../shared/i18n/translator';
import { isNoJson, type SettingsConflict } from '../../../shared/contract/settings-save';
import { useSettings } from '../../bridge/app-context';
import { FormActions } from '../dialogs/form-actions';
import { SettingsProblems } from './settings-alerts';
import { differenceGroups, type DifferenceGroup } from '../../format/setting-differences';

interface ConflictDialogProps {
  /** Null if there is nothing to decide; the focus then returns to where it was. */
  readonly conflict: SettingsConflict | null;
  /** Called with the choice; null if the person puts it off and nothing is saved. */
  readonly onDecide: (keep: 'mine' | 'theirs' | null) => void;
}

/** Asks which of two versions of the settings to keep; shown above drawers and other dialogs. */
export function ConflictDialog({ conflict, onDecide }: ConflictDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={conflict !== null} onClose={() => onDecide(null)} zIndex={400} size={640} centered>
      <Modal.Overlay />
      <Modal.Content>
        {/* The buttons at the lower edge keep their own distance. */}
        <Modal.Body pt="md" pb={0}>
          <Group justify="space-between" wrap="nowrap" mb="xs">
            <Modal.Title fw={600}>{t('window.conflict.title')}</Modal.Title>
            <Modal.CloseButton aria-label={t('window.conflict.later')} />
          </Group>
          {conflict && <Choice key={conflict.revision} conflict={conflict} onDecide={onDecide} />}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Choice({ conflict, onDecide }: ConflictDialogProps & { readonly conflict: SettingsConflict }) {
  const { t, i18n } = useTranslation();
  const settings = useSettings();
  const [comparing, setComparing] = useState(false);
  const id = useId();
  const { problems, differences } = conflict;
  const isBroken = isNoJson(conflict);
  const translate: Translate = (key, values) => t(key, { ...values });
  const groups = differenceGroups(differences, { t: translate, language: i18n.language, settings });
  return (
    <Stack gap="md">
      <Text>{t(isBroken ? 'window.conflict.broken' : 'window.conflict.text')}</Text>
      <SettingsProblems
        isWarning
        title={t(isBroken ? 'window.conflict.fault' : 'window.conflict.unread')}
        problems={problems}
      />
      {comparing ? <Comparison id={id} groups={groups} /> : <Titles groups={groups} />}
      <Text size="xs" c="dimmed">
        {t('window.conflict.copies')}
      </Text>
      <FormActions>
        {groups.length > 0 && (
          <Button
            variant="default"
            mr="auto"
            data-autofocus
            aria-expanded={comparing}
            aria-controls={comparing ? id : undefined}
            onClick={() => setComparing(!comparing)}
          >
            {t(comparing ? 'window.conflict.hide' : 'window.conflict.compare')}
          </Button>
        )}
        <Button variant="default" data-autofocus={groups.length === 0 || undefined} onClick={() => onDecide('theirs')}>
          {t('window.conflict.theirs')}
        </Button>
        <Button onClick={() => onDecide('mine')}>{t('window.conflict.mine')}</Button>
      </FormActions>
    </Stack>
  );
}

interface GroupsProps {
  readonly groups: readonly DifferenceGroup[];
}

function Titles({ groups }: GroupsProps) {
  if (groups.length === 0) {
    return null;
  }
  return (
    <List size="sm" spacing={2} className="logbell-path">
      {groups.map(({ title }) => (
        <List.Item key={title}>{title}</List.Item>
      ))}
    </List>
  );
}

/** Differences field by field, grouped by item and section. */
function Comparison({ id, groups }: GroupsProps & { readonly id: string }) {
  const { t } = useTranslation();
  return (
    <Table id={id} layout="fixed" className="logbell-path">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('window.conflict.setting')}</Table.Th>
          <Table.Th scope="col">{t('window.conflict.yours')}</Table.Th>
          <Table.Th scope="col">{t('window.conflict.inFile')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      {groups.map(({ title, rows }) => (
        <Table.Tbody key={title}>
          <Table.Tr>
            <Table.Th scope="rowgroup" colSpan={3}>
              {title}
            </Table.Th>
          </Table.Tr>
          {rows.map(({ label, mine, theirs }) => (
            <Table.Tr key={label} style={{ verticalAlign: 'top' }}>
              <Table.Th scope="row" fw={400}>
                {label}
              </Table.Th>
              <Table.Td>{mine}</Table.Td>
              <Table.Td>{theirs}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      ))}
    </Table>
  );
}
