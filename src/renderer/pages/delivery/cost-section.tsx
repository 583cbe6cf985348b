import { NumberInput, SimpleGrid, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeliverySettings, Prices } from '../../../shared/settings/schema';
import { useSettings, useSettingsView } from '../../bridge/app-context';
import { Section } from '../../components/layout/section';
import { SpentFigures } from '../../components/display/spent-figures';
import { useSaveSettings } from '../../components/saving/use-save-settings';
import { isWithin } from '../../forms/problem-fields';
import { useSentences } from '../../format/sentences';

const TYPES: readonly (keyof Prices)[] = ['SMS', 'LMS', 'MMS'];

/** Length limit, prices and costs of texts; each change is saved at once. */
export function CostSection() {
  const { t } = useTranslation();
  const { delivery } = useSettings();
  const { change } = useChangeDelivery();
  return (
    <Section part="cost" title={t('window.cost.title')} text={t('window.cost.estimate')}>
      <Stack gap="md">
        <SpentFigures />
        <Switch
          label={t('window.cost.smsOnly')}
          description={t('window.cost.smsOnlyHelp')}
          checked={delivery.smsOnly}
          onChange={(event) => void change({ smsOnly: event.currentTarget.checked })}
        />
        <SimpleGrid cols={3} spacing="md">
          {TYPES.map((type) => (
            <Price key={`${type} ${delivery.prices[type]}`} type={type} />
          ))}
        </SimpleGrid>
      </Stack>
    </Section>
  );
}

function Price({ type }: { readonly type: keyof Prices }) {
  const { t } = useTranslation();
  const { prices } = useSettings().delivery;
  const [won, setWon] = useState<number | string>(prices[type]);
  const { error, change } = useChangeDelivery();
  const save = async (): Promise<void> => {
    if (won === '') {
      setWon(prices[type]);
    } else if (Number(won) !== prices[type]) {
      await change({ prices: { ...prices, [type]: Number(won) } });
    }
  };
  return (
    <NumberInput
      label={t('window.cost.price', { type })}
      min={0}
      max={100_000}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      error={error}
      errorProps={{ role: 'alert' }}
      value={won}
      onChange={setWon}
      onBlur={() => void save()}
    />
  );
}

interface ChangeDelivery {
  /** Error of the last change; undefined for none. */
  readonly error: string | undefined;
  readonly change: (change: Partial<DeliverySettings>) => Promise<void>;
}

function useChangeDelivery(): ChangeDelivery {
  const view = useSettingsView();
  const sentences = useSentences();
  const { problems, save } = useSaveSettings();
  const own = problems.find(({ path }) => isWithin(path, 'delivery'));
  return {
    error: own && sentences.settingsProblem(own),
    change: async (change) => {
      const delivery = { ...view.settings.delivery, ...change };
      await save({ ...view.settings, delivery }, view);
    },
  };
}
