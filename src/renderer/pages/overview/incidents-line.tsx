import { Button, Group, Paper, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppData } from '../../bridge/app-context';
import { useNavigation } from '../../navigation/navigation';

/** Number of incidents that are not closed, with a link to them; renders nothing if there are none. */
export function IncidentsLine() {
  const { t } = useTranslation();
  const { open, acknowledged } = useAppData().status.incidents;
  const { goTo } = useNavigation();
  return open + acknowledged === 0 ? null : (
    <Paper withBorder px="md" py="sm">
      <Group justify="space-between" gap="sm">
        <Text>{t('window.incidents.summary', { open, acknowledged })}</Text>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconArrowRight size={14} aria-hidden />}
          onClick={() => goTo('incidents')}
        >
          {t('window.incidents.show')}
        </Button>
      </Group>
    </Paper>
  );
}
