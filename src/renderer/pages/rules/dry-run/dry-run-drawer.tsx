import { Drawer, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../../../shared/settings/schema';
import { ruleTitle } from '../../../../shared/settings/titles';
import { useReturnFocus } from '../../../components/dialogs/use-return-focus';
import { RuleSummary } from '../preview/rule-notes';
import { DryRunSection } from './dry-run-section';
import { LastLinesSection } from './last-lines-section';
import { useDryRun } from './use-dry-run';
import { useRuleLines } from '../preview/use-rule-lines';

interface DryRunDrawerProps {
  readonly rule: Rule;
  readonly onClose: () => void;
}

/** Dry run of a saved rule, without its form. */
export function DryRunDrawer({ rule, onClose }: DryRunDrawerProps) {
  const { t } = useTranslation();
  const dryRun = useDryRun(rule);
  const lines = useRuleLines(rule);
  useReturnFocus();
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('window.dryRun.titleOf', { title: ruleTitle(rule) })}
      position="right"
      size={640}
      closeButtonProps={{ 'aria-label': t('window.form.close') }}
    >
      <Stack gap="md">
        <RuleSummary rule={rule} />
        <DryRunSection dryRun={dryRun} />
        <LastLinesSection lines={lines} />
      </Stack>
    </Drawer>
  );
}
