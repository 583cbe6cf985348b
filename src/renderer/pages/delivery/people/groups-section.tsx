import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipient, RecipientGroup } from '../../../../shared/settings/schema';
import { groupTitle } from '../../../../shared/settings/titles';
import { useSettings } from '../../../bridge/app-context';
import { Section } from '../../../components/layout/section';
import { recipientTitle } from '../../../format/recipient-title';
import { GroupDrawer } from './group-drawer';
import { PeopleTable } from './people-table';

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
        <PeopleTable
          list="groups"
          label={t('window.groups.title')}
          columns={[t('window.groups.name'), t('window.groups.members')]}
          rows={groups.map((group) => ({
            id: group.id,
            title: groupTitle(group),
            name: groupTitle(group),
            details: <Members members={recipients.filter(({ id }) => group.recipients.includes(id))} />,
            onEdit: () => setEdited(group),
          }))}
        />
      )}
      {edited !== null && <GroupDrawer group={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Section>
  );
}

function Members({ members }: { readonly members: readonly Recipient[] }) {
  const titles = members.map(recipientTitle).join(', ');
  return (
    <Text inherit lineClamp={2} title={titles} className="logbell-path">
      {titles}
    </Text>
  );
}
