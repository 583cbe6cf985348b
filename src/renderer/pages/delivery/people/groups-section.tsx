import { Button, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipientGroup } from '../../../../shared/settings/schema';
import { groupTitle } from '../../../../shared/settings/titles';
import { useSettings } from '../../../bridge/app-context';
import { Section } from '../../../components/layout/section';
import { RowActions, useRemoval } from '../../../components/saving/row-actions';
import { useSavedRow } from '../../../components/saving/saved-item';
import { recipientTitle } from '../../../format/recipient-title';
import { GroupDrawer } from './group-drawer';

/** Recipient groups; renders nothing until there is a recipient. */
export function GroupsSection() {
  const { t } = useTranslation();
  const { recipients, groups } = useSettings();
  const [edited, setEdited] = useState<RecipientGroup | 'new' | null>(null);
  if (recipients.length === 0) {
    return null;
  }
  return (
    <Section
      part="groups"
      title={t('window.groups.title')}
      text={t('window.groups.text')}
      action={
        <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setEdited('new')}>
          {t('window.groups.add')}
        </Button>
      }
    >
      {groups.length === 0 ? (
        <Text c="dimmed">{t('window.groups.empty')}</Text>
      ) : (
        <GroupsTable groups={groups} onEdit={setEdited} />
      )}
      {edited !== null && <GroupDrawer group={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Section>
  );
}

interface GroupsTableProps {
  readonly groups: readonly RecipientGroup[];
  readonly onEdit: (group: RecipientGroup) => void;
}

function GroupsTable({ groups, onEdit }: GroupsTableProps) {
  const { t } = useTranslation();
  const remove = useRemoval('groups');
  return (
    <Table highlightOnHover aria-label={t('window.groups.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('window.groups.name')}</Table.Th>
          <Table.Th>{t('window.groups.members')}</Table.Th>
          <Table.Th w={80}>
            <VisuallyHidden>{t('window.row.actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {groups.map((group) => (
          <GroupRow
            key={group.id}
            group={group}
            onEdit={() => onEdit(group)}
            onDelete={() => void remove(group.id, groupTitle(group))}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface GroupRowProps {
  readonly group: RecipientGroup;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

function GroupRow({ group, onEdit, onDelete }: GroupRowProps) {
  const { recipients } = useSettings();
  const saved = useSavedRow('groups', group.id);
  const members = recipients
    .filter(({ id }) => group.recipients.includes(id))
    .map(recipientTitle)
    .join(', ');
  return (
    <Table.Tr {...saved}>
      <Table.Td className="logbell-path logbell-opens" onClick={onEdit}>
        {groupTitle(group)}
      </Table.Td>
      <Table.Td className="logbell-path">
        <Text inherit lineClamp={2} title={members}>
          {members}
        </Text>
      </Table.Td>
      <Table.Td>
        <RowActions title={groupTitle(group)} onEdit={onEdit} onDelete={onDelete} />
      </Table.Td>
    </Table.Tr>
  );
}
