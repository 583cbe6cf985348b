import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PageName } from '../../shared/ipc-contract';
import type { SettingsProblem } from '../../shared/settings-problem';
import { useAppData } from '../bridge/app-context';
import { pageOfSetting } from '../shell/page-of-problem';
import { useSentences } from '../words/sentences';

interface SettingsProblemsProps {
  readonly title: string;
  readonly problems: readonly SettingsProblem[];
}

/** Faults that stand beside no field: each with where it is and its sentence. Shows nothing when there is none. */
export function SettingsProblems({ title, problems }: SettingsProblemsProps) {
  const { t } = useTranslation();
  const sentences = useSentences();
  if (problems.length === 0) {
    return null;
  }
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={title} role="alert">
      <List size="sm" spacing={2}>
        {problems.map((problem) => (
          <List.Item key={`${problem.path} ${problem.code} ${JSON.stringify(problem.params)}`}>
            {problem.path === ''
              ? sentences.settingsProblem(problem)
              : t('window.problem.at', { path: problem.path, sentence: sentences.settingsProblem(problem) })}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** What is wrong in `config.json` in the parts that this page edits. */
export function ProblemsOnDisk({ page }: { readonly page: PageName }) {
  const { t } = useTranslation();
  const { problems } = useAppData().settings;
  return (
    <SettingsProblems
      title={t('window.problem.onDisk')}
      problems={problems.filter((problem) => pageOfSetting(problem.path) === page)}
    />
  );
}
