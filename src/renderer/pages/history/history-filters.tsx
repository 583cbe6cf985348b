import { Group, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { HISTORY_KINDS, HISTORY_OUTCOMES, type HistoryFilter } from '../../../shared/contract/history';
import { ruleTitle } from '../../../shared/settings/titles';
import { useSettings } from '../../bridge/app-context';

/** Filter chosen by the lists; the search has its own field. */
export type ChosenFilter = Omit<HistoryFilter, 'search'>;

interface HistoryFiltersProps {
  readonly chosen: ChosenFilter;
  readonly onChange: (chosen: ChosenFilter) => void;
}

/** Selects for kind, rule and outcome of the entries shown. */
export function HistoryFilters({ chosen, onChange }: HistoryFiltersProps) {
  const { t } = useTranslation();
  const { rules } = useSettings();
  return (
    <Group gap="xs" grow>
      <Select
        clearable
        aria-label={t('window.historyFilter.kind')}
        placeholder={t('window.historyFilter.anyKind')}
        data={HISTORY_KINDS.map((kind) => ({ value: kind, label: t(`window.historyFilter.kindOf.${kind}`) }))}
        value={chosen.kind ?? null}
        onChange={(kind) => onChange({ ...chosen, kind: kind ?? undefined })}
      />
      <Select
        clearable
        searchable
        aria-label={t('window.historyFilter.rule')}
        placeholder={t('window.historyFilter.anyRule')}
        nothingFoundMessage={t('window.rules.nothingToChoose')}
        data={rules.map((rule) => ({ value: rule.id, label: ruleTitle(rule) }))}
        value={chosen.ruleId ?? null}
        onChange={(ruleId) => onChange({ ...chosen, ruleId: ruleId ?? undefined })}
      />
      <Select
        clearable
        aria-label={t('window.historyFilter.outcome')}
        placeholder={t('window.historyFilter.anyOutcome')}
        data={HISTORY_OUTCOMES.map((outcome) => ({
          value: outcome,
          label: t(`window.historyFilter.outcomeOf.${outcome}`),
        }))}
        value={chosen.outcome ?? null}
        onChange={(outcome) => onChange({ ...chosen, outcome: outcome ?? undefined })}
      />
    </Group>
  );
}
