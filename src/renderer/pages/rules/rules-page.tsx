import { Button, EmptyState, Group, Stack } from '@mantine/core';
import { IconFilter, IconPlus, IconTemplate } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preset } from '../../../shared/presets/preset';
import type { Rule } from '../../../shared/settings/schema';
import { useSettings } from '../../bridge/app-context';
import type { DefaultMessages } from '../../../shared/i18n/default-messages';
import { PageHeader } from '../../components/layout/page-header';
import { ProblemsOnDisk } from '../../components/saving/settings-alerts';
import { useDefaultMessages } from '../../format/use-default-messages';
import { newRule, type RuleValues } from '../../forms/rule/rule-form';
import { useNavigation } from '../../navigation/navigation';
import type { Target } from '../../navigation/problem-target';
import { PresetDialog } from './preset-dialog';
import { DryRunDrawer } from './dry-run/dry-run-drawer';
import { RuleDrawer, type RuleStart } from './rule-drawer';
import { RulesTable } from './rules-table';

/** Page of the rules. */
export function RulesPage() {
  const { t } = useTranslation();
  const { rules } = useSettings();
  const defaults = useDefaultMessages();
  const { target } = useNavigation();
  const [start, setStart] = useState<RuleStart | null>(() => startOf(target, defaults));
  const [tried, setTried] = useState<Rule | null>(null);
  const [presets, setPresets] = useState(false);
  const add = (
    <Group gap="sm" wrap="nowrap">
      <Button variant="default" leftSection={<IconTemplate size={16} aria-hidden />} onClick={() => setPresets(true)}>
        {t('window.presets.add')}
      </Button>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setStart({ values: newRule(defaults) })}>
        {t('window.rules.add')}
      </Button>
    </Group>
  );
  const choose = (values: RuleValues, preset: Preset): void => {
    setPresets(false);
    setStart({ values, preset });
  };
  return (
    <>
      <PageHeader title={t('window.page.rules')} text={t('window.rules.text')}>
        {rules.length > 0 && add}
      </PageHeader>
      <Stack gap="md">
        <ProblemsOnDisk page="rules" />
        {rules.length === 0 ? (
          <EmptyState
            icon={<IconFilter stroke={1.5} aria-hidden />}
            title={t('window.rules.empty')}
            description={t('window.rules.emptyText')}
          >
            <EmptyState.Actions>{add}</EmptyState.Actions>
          </EmptyState>
        ) : (
          <RulesTable rules={rules} onEdit={(rule) => setStart({ rule })} onDryRun={setTried} />
        )}
      </Stack>
      {presets && <PresetDialog onChoose={choose} onClose={() => setPresets(false)} />}
      {tried !== null && <DryRunDrawer rule={tried} onClose={() => setTried(null)} />}
      {start !== null && <RuleDrawer start={start} onClose={() => setStart(null)} />}
    </>
  );
}

/** New rule for one file, if a link leads to it. */
function startOf(target: Target | null, defaults: DefaultMessages): RuleStart | null {
  const [, file] = /^new rule (.+)$/.exec(target?.part ?? '') ?? [];
  return file === undefined ? null : { values: { ...newRule(defaults), allFiles: false, files: [file] } };
}
