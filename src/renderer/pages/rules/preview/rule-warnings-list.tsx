import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SettingsProblem } from '../../../../shared/settings/problems';
import { settingLabel, type RuleWarnings } from '../../../forms/rule-warnings';
import { useSentences } from '../../../format/sentences';

/** Warnings about a rule, in the words of its form. Renders nothing if there are none. */
export function RuleWarningsList({ warnings: { others, nobody } }: { readonly warnings: RuleWarnings }) {
  const { t } = useTranslation();
  const sentences = useSentences();
  if (others.length === 0 && !nobody) {
    return null;
  }
  const labelled = (setting: string): string => {
    const label = settingLabel(setting);
    return label === null ? setting : t('window.warning.quoted', { label: t(label) });
  };
  const sentenceOf = ({ path, code, params }: SettingsProblem): string => {
    const { field } = params;
    const said = field === undefined ? params : { ...params, field: labelled(field) };
    const sentence = sentences.settingsProblem({ path, code, params: said });
    return path === '' ? sentence : t('window.problem.at', { path: labelled(path), sentence });
  };
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} role="note" aria-label={t('window.warning.title')}>
      <List size="sm" spacing={2}>
        {nobody && <List.Item>{t('window.warning.nobody')}</List.Item>}
        {others.map((problem) => (
          <List.Item key={`${problem.path} ${problem.code}`}>{sentenceOf(problem)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
