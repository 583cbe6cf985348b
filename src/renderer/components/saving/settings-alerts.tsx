import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PageName } from '../../../shared/contract/ipc/pushes';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import type { Rule } from '../../../shared/settings/schema';
import { isUnfinished } from '../../../shared/settings/validation/unfinished';
import { settingsWarnings } from '../../../shared/settings/validation/warnings';
import { useSettingsView } from '../../bridge/app-context';
import { useSentences } from '../../format/sentences';
import { warningSentence } from '../../format/warning-sentence';
import { targetOfSetting } from '../../navigation/problem-target';
import { useTargetFocus } from '../../navigation/use-target-focus';

/** Change in `config.json` to settings that are being edited. */
export type ExternalChange = 'changed' | 'removed';

interface SettingsProblemsProps {
  readonly title: string;
  readonly problems: readonly SettingsProblem[];
  /** Shows the problems as warnings, which prevent nothing. */
  readonly isWarning?: boolean;
  /** True if links to the faults of a page lead here. */
  readonly leadsHere?: boolean;
}

/** Problems that belong to no field, each with its path and sentence. Renders nothing if there are none. */
export function SettingsProblems({ title, problems, isWarning = false, leadsHere = false }: SettingsProblemsProps) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const target = useTargetFocus<HTMLDivElement>(leadsHere ? ['faults'] : []);
  const sentenceOf = (problem: SettingsProblem): string =>
    problem.path === ''
      ? sentences.settingsProblem(problem)
      : t('window.problem.at', { path: problem.path, sentence: sentences.settingsProblem(problem) });
  return (
    problems.length > 0 && (
      <Alert
        ref={target}
        className="logbell-part"
        color={isWarning ? 'yellow' : 'red'}
        icon={<IconAlertTriangle aria-hidden />}
        title={title}
        role={isWarning ? 'status' : 'alert'}
      >
        <ProblemList problems={problems} sentenceOf={sentenceOf} />
      </Alert>
    )
  );
}

interface ProblemListProps {
  readonly problems: readonly SettingsProblem[];
  readonly sentenceOf: (problem: SettingsProblem) => string;
}

function ProblemList({ problems, sentenceOf }: ProblemListProps) {
  return (
    <List size="sm" spacing={2} className="logbell-path">
      {problems.map((problem) => (
        <List.Item key={`${problem.path} ${problem.code} ${JSON.stringify(problem.params)}`}>
          {sentenceOf(problem)}
        </List.Item>
      ))}
    </List>
  );
}

/** Allowed but probably unintended settings that a page edits, in its words. Renders nothing if there are none. */
function SettingsWarnings({
  warnings,
  rules,
}: {
  readonly warnings: readonly SettingsProblem[];
  readonly rules: readonly Rule[];
}) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const context = { t: (key: string, values?: object) => t(key, { ...values }), sentenceOf: sentences.settingsProblem };
  return (
    warnings.length > 0 && (
      <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t('window.problem.warnings')} role="status">
        <ProblemList problems={warnings} sentenceOf={(warning) => warningSentence(warning, rules, context)} />
      </Alert>
    )
  );
}

/**
 * Faults of `config.json` in the parts that this page edits, and what is still missing there; if the file has neither,
 * its warnings.
 */
export function ProblemsOnDisk({ page }: { readonly page: PageName }) {
  const { t } = useTranslation();
  const { problems, settings } = useSettingsView();
  const here = ({ path }: SettingsProblem): boolean => targetOfSetting(path).page === page;
  if (problems.length === 0) {
    // The list of the channels marks those that nothing goes to.
    const warnings = settingsWarnings(settings).filter((found) => found.code !== 'unused-channel' && here(found));
    return <SettingsWarnings warnings={warnings} rules={settings.rules} />;
  }
  const found = problems.filter(here);
  // Nobody wrote these values: their sentences name them, not the fields of the file.
  const missing = found.filter(isUnfinished).map((problem) => ({ ...problem, path: '' }));
  return (
    <>
      <SettingsProblems title={t('window.problem.unfinished')} problems={missing} />
      <SettingsProblems
        leadsHere
        title={t('window.problem.onDisk')}
        problems={found.filter((problem) => !isUnfinished(problem))}
      />
    </>
  );
}

/** Warns of an external change before a save. Renders nothing for null. */
export function ExternalChangeAlert({ change }: { readonly change: ExternalChange | null }) {
  const { t } = useTranslation();
  return (
    change !== null && (
      <Alert role="status" color="yellow" icon={<IconAlertTriangle aria-hidden />}>
        {t(`window.conflict.behind.${change}`)}
      </Alert>
    )
  );
}
