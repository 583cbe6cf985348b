import { Grid, Stack } from '@mantine/core';
import { useSettings } from '../../../bridge/app-context';
import { ChannelSecretsProvider } from './channel-secrets';
import { ChannelsSection } from './channels-section';
import { CopiesSection, FallbackSection, ProblemRouteSection } from './routing-sections';

/** Channels and, once there is one, what they get. */
export function ChannelsTab() {
  const { channels } = useSettings();
  return (
    <Stack gap="md">
      <ChannelSecretsProvider>
        <ChannelsSection />
      </ChannelSecretsProvider>
      {channels.length > 0 && (
        <Grid gap="md">
          <Grid.Col span={12}>
            <CopiesSection />
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 6 }}>
            <FallbackSection />
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 6 }}>
            <ProblemRouteSection />
          </Grid.Col>
        </Grid>
      )}
    </Stack>
  );
}
