import { Alert, Group, List, Paper, ScrollArea, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../../../shared/settings/schema';
import { useSettings } from '../../../bridge/app-context';
import { inertText } from '../../../format/inert-text';
import { ruleSummary } from '../../../format/rule-summary';
import { useSentences } from '../../../format/sentences';
import { ruleWarningSentence } from '../../../format/warning-sentence';
import type { RuleWarnings } from '../../../forms/rule/rule-warnings';

interface RuleSummaryProps {
  readonly rule: Rule;
  /** Buttons beside the title. */
  readonly children?: ReactNode;
}

/** Summary of a rule in plain sentences; a long one scrolls. */
export function RuleSummary({ rule, children }: RuleSummaryProps) {
  const { t, i18n } = useTranslation();
  const settings = useSettings();
  const sentences = ruleSummary(rule, settings, { t: (key, values) => t(key, { ...values }), language: i18n.language });
  return (
    <Paper withBorder p="sm" role="group" aria-label={t('window.says.title')}>
      <Group justify="space-between" gap="sm" mb={4} wrap="nowrap">
        <Text size="xs" fw={600} c="dimmed">
          {t('window.says.title')}
        </Text>
        {children}
      </Group>
      <ScrollArea.Autosize mah={88} type="auto" offsetScrollbars="present" viewportProps={{ tabIndex: 0 }}>
        <Text style={{ overflowWrap: 'anywhere' }}>{inertText(sentences.join(' '))}</Text>
      </ScrollArea.Autosize>
    </Paper>
  );
}

/** Warnings about a rule, in the words of its form. Renders nothing if there are none. */
export function RuleWarningsAlert({ others, nobody }: Pick<RuleWarnings, 'others' | 'nobody'>) {
  const { t } = useTranslation();
  const sentences = useSentences();
  if (others.length === 0 && !nobody) {
    return null;
  }
  const context = { t: (key: string, values?: object) => t(key, { ...values }), sentenceOf: sentences.settingsProblem };
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} role="note" aria-label={t('window.warning.title')}>
      <List size="sm" spacing={2}>
        {nobody && <List.Item>{t('window.warning.nobody')}</List.Item>}
        {others.map((problem) => (
          <List.Item key={`${problem.path} ${problem.code}`}>{ruleWarningSentence(problem, context)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
