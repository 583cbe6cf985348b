import { Accordion, Badge, Box, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { IncidentChange, IncidentStage, IncidentView } from '../../../../shared/contract/incident';
import { InertLine } from '../../../components/display/inert-text';
import { useFormats, type Formats } from '../../../format/times';
import { IncidentActions } from './incident-actions';
import { IncidentEntries } from './incident-entries';

interface IncidentItemProps {
  readonly incident: IncidentView;
  readonly expanded: boolean;
  /** True if a link led to this incident: it is scrolled into view. */
  readonly isWanted: boolean;
}

const COLORS = { open: 'red', acknowledged: 'yellow', closed: 'gray' } as const satisfies Record<IncidentStage, string>;

/** One incident with its rule, state and buttons; expanded, also its stages and entries. */
export function IncidentItem({ incident, expanded, isWanted }: IncidentItemProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { id, rule, key, line, state, count, openedAt } = incident;
  const title = t('window.incidents.title', { id, rule: key === '' ? rule : `${rule} (${key})` });
  const item = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isWanted) {
      item.current?.scrollIntoView({ block: 'start' });
    }
  }, [isWanted]);
  return (
    <Accordion.Item ref={item} value={String(id)}>
      <Group gap="xs" wrap="nowrap" pr="sm">
        {/* Gives way to the buttons, however long the line is. */}
        <Box flex={1} miw={0}>
          <Accordion.Control>
            <Group gap="xs">
              <Text span fw={600} style={{ overflowWrap: 'anywhere' }}>
                <InertLine text={title} />
              </Text>
              <Badge color={COLORS[state]} variant="light">
                {t(`incident.state.${state}`)}
              </Badge>
              <Text span size="xs" c="dimmed">
                {t('window.incidents.count', { count })} · {formats.clock(openedAt)}
              </Text>
            </Group>
            <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
              <InertLine text={line} />
            </Text>
          </Accordion.Control>
        </Box>
        <IncidentActions incident={incident} isWanted={isWanted} />
      </Group>
      <Accordion.Panel>
        {expanded && (
          <Stack gap="sm">
            <Stages incident={incident} />
            <IncidentEntries incident={incident} />
          </Stack>
        )}
      </Accordion.Panel>
    </Accordion.Item>
  );
}

/** Stages of the incident, with their times. */
function Stages({ incident }: { readonly incident: IncidentView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Stack gap={2}>
      {incident.changes.map((change) => (
        <Text key={change.state} size="sm">
          {changeSentence(change, t, formats)}
        </Text>
      ))}
      {incident.escalatedAt !== null && (
        <Text size="sm">{t('window.incidents.escalated', { time: formats.moment(incident.escalatedAt) })}</Text>
      )}
    </Stack>
  );
}

/** Sentence for a change of stage: the new stage, its cause and the time. */
function changeSentence({ state, cause, at }: IncidentChange, t: TFunction, formats: Formats): string {
  const time = formats.moment(at);
  switch (state) {
    case 'open':
      return t('incident.change.open', { time });
    case 'acknowledged':
      return t(`incident.change.acknowledged.${cause === 'command' ? 'command' : 'person'}`, { time });
    case 'closed': {
      // A match never closes an incident.
      return t(`incident.change.closed.${cause === 'match' ? 'forgotten' : cause}`, { time });
    }
  }
}
