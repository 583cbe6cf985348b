import { logTitle } from '../../../../shared/settings/log-source';
import { Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../../bridge/app-context';
import type { RuleValues } from '../../../forms/rule/rule-form';
import type { Preset } from '../../../../shared/presets/preset';
import { AllOrChosen } from './all-or-chosen';
import { ButNotFields } from './but-not-fields';
import { PatternFields } from './pattern-fields';
import { PresetLogOffer } from './preset-log-offer';
import { TryLine } from '../preview/try-line';
import type { Trial } from '../../../components/fields/use-trial';
import type { OnAdd } from '../add-drawer';

interface LinesPartProps {
  readonly form: UseFormReturnType<RuleValues>;
  readonly trial: Trial;
  /** Preset that a new rule was made from; null for none. */
  readonly preset: Preset | null;
  readonly onAdd: OnAdd;
}

/** Patterns and logs of a rule. */
export function LinesPart({ form, trial, preset, onAdd }: LinesPartProps) {
  const { t } = useTranslation();
  const { files } = useSettings();
  return (
    <Stack gap="md">
      <PatternFields
        form={form}
        path="match"
        label={t('window.rules.pattern')}
        textHint="hello world"
        regexHint="ERROR \[(?<code>\d+)\]"
        regexHelp={t('window.rules.regexHelp')}
      />
      <ButNotFields form={form} />
      <TryLine trial={trial} />
      <AllOrChosen
        form={form}
        list="files"
        all="allFiles"
        label={t('window.rules.files')}
        allLabel={t('window.rules.allFiles')}
        chosenLabel={t('window.rules.chosenFiles')}
        data={files.map((log) => ({ value: log.id, label: logTitle(log) }))}
        addLabel={t('window.files.add')}
        onAdd={() => onAdd('files')}
      />
      {preset && <PresetLogOffer form={form} preset={preset} />}
    </Stack>
  );
}
