import { Button, EmptyState, Stack } from '@mantine/core';
import { IconFilter, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../../shared/settings';
import { useSettings } from '../../bridge/app-context';
import { PageHeader } from '../../components/page-header';
import { ProblemsOnDisk } from '../../components/settings-problems';
import { RuleDrawer } from './rule-drawer';
import { RulesTable } from './rules-table';

/** Which lines alert, whom, and with what words. */
export function RulesPage() {
  const { t } = useTranslation();
  const { rules } = useSettings();
  const [edited, setEdited] = useState<Rule | 'new' | null>(null);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
      {t('window.rules.add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('window.page.rules')} text={t('window.rules.text')}>
        {rules.length > 0 && add}
      </PageHeader>
      <Stack gap="md">
        <ProblemsOnDisk page="rules" />
        {rules.length === 0 ? (
          <EmptyState
            icon={<IconFilter aria-hidden />}
            title={t('window.rules.empty')}
            description={t('window.rules.emptyText')}
          >
            <EmptyState.Actions>{add}</EmptyState.Actions>
          </EmptyState>
        ) : (
          <RulesTable rules={rules} onEdit={setEdited} />
        )}
      </Stack>
      {edited !== null && <RuleDrawer rule={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}
