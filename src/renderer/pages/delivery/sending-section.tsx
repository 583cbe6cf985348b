import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../bridge/app-context';
import { AdvancedFields, useAdvancedFold } from '../../components/fields/advanced-fields';
import { AutosaveDuration, AutosaveNumber } from '../../components/fields/autosave-fields';
import { Section } from '../../components/layout/section';
import { useAutosaveField } from '../../components/saving/use-save-settings';

/** Age limit and rate of texts; each field is saved on blur. */
export function SendingSection() {
  const { t } = useTranslation();
  const fold = useAdvancedFold('sending', []);
  const { maxAge } = useSettings().delivery;
  const { error, change } = useAutosaveField('delivery', 'maxAge');
  return (
    <Section part="sending" title={t('window.sending.title')} text={t('window.sending.text')}>
      <AdvancedFields fold={fold}>
        <AutosaveDuration
          key={maxAge}
          label={t('window.sending.maxAge')}
          description={t('window.sending.maxAgeHelp')}
          offered={['m', 'h', 'd']}
          saved={maxAge}
          error={error}
          onLeave={(next) => void change({ maxAge: next })}
        />
        <Late />
        <Limit field="perSecond" max={100} />
        <Limit field="atOnce" max={10} />
      </AdvancedFields>
    </Section>
  );
}

function Late() {
  const { t } = useTranslation();
  const { late } = useSettings().delivery;
  const { error, change } = useAutosaveField('delivery', 'late');
  return (
    <Select
      w={320}
      allowDeselect={false}
      label={t('window.sending.late')}
      error={error}
      data={(['digest', 'desktop'] as const).map((value) => ({ value, label: t(`window.sending.${value}`) }))}
      value={late}
      onChange={(next) => void change({ late: next === 'desktop' ? 'desktop' : 'digest' })}
    />
  );
}

interface LimitProps {
  readonly field: 'perSecond' | 'atOnce';
  readonly max: number;
}

function Limit({ field, max }: LimitProps) {
  const { t } = useTranslation();
  const saved = useSettings().delivery[field];
  const { error, change } = useAutosaveField('delivery', field);
  return (
    <AutosaveNumber
      key={saved}
      label={t(`window.sending.${field}`)}
      description={t(`window.sending.${field}Help`)}
      min={1}
      max={max}
      saved={saved}
      error={error}
      onLeave={(next) => void change({ [field]: next })}
    />
  );
}
