import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentStage, IncidentView } from '../../../../shared/contract/incident';
import { InertLine } from '../../../components/display/inert-text';
import { useFormats } from '../../../format/times';

const COLORS = { open: 'red', acknowledged: 'yellow', closed: 'gray' } as const satisfies Record<IncidentStage, string>;

/** Number and rule of an incident, with its state, its matches and its start. */
export function IncidentTitle({ incident }: { readonly incident: IncidentView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { id, rule, key, state, count, openedAt } = incident;
  const title = t('window.incidents.title', { id, rule: key === '' ? rule : `${rule} (${key})` });
  return (
    <Group gap="xs">
      <Text span fw={600} style={{ overflowWrap: 'anywhere' }}>
        <InertLine text={title} />
      </Text>
      <Badge color={COLORS[state]}>{t(`incident.state.${state}`)}</Badge>
      <Text span size="xs" c="dimmed">
        {t('window.incidents.count', { count })} · {formats.clock(openedAt)}
      </Text>
    </Group>
  );
}
