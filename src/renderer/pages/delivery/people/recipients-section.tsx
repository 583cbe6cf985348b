import { Button, EmptyState } from '@mantine/core';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipient } from '../../../../shared/settings/schema';
import { useSettings } from '../../../bridge/app-context';
import { Section } from '../../../components/layout/section';
import { recipientNumber, recipientTitle } from '../../../format/recipient-title';
import { PeopleTable } from './people-table';
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
        <PeopleTable
          list="recipients"
          label={t('window.recipients.title')}
          columns={[t('window.recipients.name'), t('window.recipients.number')]}
          rows={recipients.map((recipient) => ({
            id: recipient.id,
            title: recipientTitle(recipient),
            name: recipient.name,
            details: recipientNumber(recipient),
            onEdit: () => setEdited(recipient),
          }))}
        />
      )}
      {edited !== null && (
        <RecipientDrawer recipient={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Section>
  );
}
