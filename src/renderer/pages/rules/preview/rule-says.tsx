import { Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../../../shared/settings/schema';
import { useSettings } from '../../../bridge/app-context';
import { inertText } from '../../../format/inert-text';
import { ruleSummary } from '../../../format/rule-summary';

/** Summary of a rule in plain sentences. */
export function RuleSummary({ rule }: { readonly rule: Rule }) {
  const { t, i18n } = useTranslation();
  const settings = useSettings();
  const sentences = ruleSummary(rule, settings, { t: (key, values) => t(key, { ...values }), language: i18n.language });
  return (
    <Paper withBorder p="sm" role="group" aria-label={t('window.says.title')}>
      <Text size="xs" fw={600} c="dimmed" mb={4}>
        {t('window.says.title')}
      </Text>
      <Text style={{ overflowWrap: 'anywhere' }}>{inertText(sentences.join(' '))}</Text>
    </Paper>
  );
}
