import { Button, EmptyState, Table, VisuallyHidden } from '@mantine/core';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipient } from '../../../../shared/settings/schema';
import { useSettings } from '../../../bridge/app-context';
import { Section } from '../../../components/layout/section';
import { RowActions, useRemoval } from '../../../components/saving/row-actions';
import { useSavedRow } from '../../../components/saving/saved-item';
import { recipientNumber, recipientTitle } from '../../../format/recipient-title';
import { RecipientDrawer } from './recipient-drawer';

/** Table of the recipients. */
export function RecipientsSection() {
  const { t } = useTranslation();
  const { recipients } = useSettings();
  const [edited, setEdited] = useState<Recipient | 'new' | null>(null);
  const add = (
    <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setEdited('new')}>
      {t('window.recipients.add')}
    </Button>
  );
  return (
    <Section part="recipients" title={t('window.recipients.title')} action={recipients.length > 0 && add}>
      {recipients.length === 0 ? (
        <EmptyState
          size="sm"
          icon={<IconUsers stroke={1.5} aria-hidden />}
          title={t('window.recipients.empty')}
          description={t('window.recipients.emptyText')}
        >
          <EmptyState.Actions>{add}</EmptyState.Actions>
        </EmptyState>
      ) : (
        <RecipientsTable recipients={recipients} onEdit={setEdited} />
      )}
      {edited !== null && (
        <RecipientDrawer recipient={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Section>
  );
}

interface RecipientsTableProps {
  readonly recipients: readonly Recipient[];
  readonly onEdit: (recipient: Recipient) => void;
}

function RecipientsTable({ recipients, onEdit }: RecipientsTableProps) {
  const { t } = useTranslation();
  const remove = useRemoval('recipients');
  return (
    <Table highlightOnHover aria-label={t('window.recipients.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('window.recipients.name')}</Table.Th>
          <Table.Th>{t('window.recipients.number')}</Table.Th>
          <Table.Th w={80}>
            <VisuallyHidden>{t('window.row.actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {recipients.map((recipient) => (
          <RecipientRow
            key={recipient.id}
            recipient={recipient}
            onEdit={() => onEdit(recipient)}
            onDelete={() => void remove(recipient.id, recipientTitle(recipient))}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface RecipientRowProps {
  readonly recipient: Recipient;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

function RecipientRow({ recipient, onEdit, onDelete }: RecipientRowProps) {
  const saved = useSavedRow('recipients', recipient.id);
  return (
    <Table.Tr {...saved}>
      <Table.Td className="logbell-path logbell-opens" onClick={onEdit}>
        {recipient.name}
      </Table.Td>
      <Table.Td>{recipientNumber(recipient)}</Table.Td>
      <Table.Td>
        <RowActions title={recipientTitle(recipient)} onEdit={onEdit} onDelete={onDelete} />
      </Table.Td>
    </Table.Tr>
  );
}
