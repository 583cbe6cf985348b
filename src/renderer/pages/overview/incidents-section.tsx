import { Box, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppData } from '../../bridge/app-context';
import { InertLine } from '../../components/display/inert-text';
import { Section } from '../../components/layout/section';
import { useNavigation } from '../../navigation/navigation';
import { IncidentActions } from '../history/incidents/incident-actions';
import { IncidentTitle } from '../history/incidents/incident-title';

const SHOWN = 3;

/** Latest incidents that are not closed, with their buttons; renders nothing if there are none. */
export function IncidentsSection() {
  const { t } = useTranslation();
  const { open, acknowledged, newest } = useAppData().status.incidents;
  const { goTo } = useNavigation();
  const counts = [
    ...(open > 0 ? [t('window.incidents.notAcknowledged', { count: open })] : []),
    ...(acknowledged > 0 ? [t('window.incidents.acknowledged', { count: acknowledged })] : []),
  ];
  return counts.length === 0 ? null : (
    <Section
      title={counts.join(' · ')}
      action={
        <Button
          variant="default"
          size="xs"
          rightSection={<IconArrowRight size={14} aria-hidden />}
          onClick={() => goTo('incidents')}
        >
          {t('window.incidents.show')}
        </Button>
      }
    >
      <Stack gap="sm">
        {newest.slice(0, SHOWN).map((incident) => (
          <Group key={incident.id} gap="sm" wrap="nowrap">
            <Box flex={1} miw={0}>
              <IncidentTitle incident={incident} />
              <Text size="xs" c="dimmed" truncate>
                <InertLine text={incident.line} />
              </Text>
            </Box>
            <IncidentActions incident={incident} isWanted={false} />
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
