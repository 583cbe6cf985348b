import { Accordion, Box, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { IncidentChange, IncidentView } from '../../../../shared/contract/incident';
import { InertLine } from '../../../components/display/inert-text';
import { useFormats, type Formats } from '../../../format/times';
import { IncidentActions } from './incident-actions';
import { IncidentEntries } from './incident-entries';
import { IncidentTitle } from './incident-title';

interface IncidentItemProps {
  readonly incident: IncidentView;
  readonly expanded: boolean;
  /** True if a link led to this incident: it is scrolled into view. */
  readonly isWanted: boolean;
}

/** One incident with its rule, state and buttons; expanded, also its stages and entries. */
export function IncidentItem({ incident, expanded, isWanted }: IncidentItemProps) {
  const { id, line } = incident;
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
            <IncidentTitle incident={incident} />
            <Text size="sm" c="dimmed" lineClamp={2} style={{ wordBreak: 'break-all' }}>
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
      {incident.silence && (
        <Text size="sm">
          {t(`incident.silence.${incident.silence.state}`, { time: formats.moment(incident.silence.until) })}
        </Text>
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
