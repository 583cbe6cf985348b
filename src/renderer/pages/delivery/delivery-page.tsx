import { Grid, Stack, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/layout/page-header';
import { ProblemsOnDisk } from '../../components/saving/settings-alerts';
import { ChannelsTab } from './channels/channels-tab';
import { CostSection } from './cost-section';
import { DELIVERY_TABS, useDeliveryTab } from './delivery-tabs';
import { GroupsSection } from './people/groups-section';
import { KeysSection } from './keys-section';
import { PolicySection } from './policy-section';
import { RecipientsSection } from './people/recipients-section';
import { SendingSection } from './sending-section';
import { SensSection } from './sens-section';
import { TestSection } from './test-section';
import { useKeysForm } from './use-keys-form';

/** Page for SENS access, recipients and sending. Hidden tabs stay mounted, so that their edits are kept. */
export function DeliveryPage() {
  const { t } = useTranslation();
  const [tab, openTab] = useDeliveryTab();
  return (
    <>
      <PageHeader title={t('window.page.delivery')} text={t('window.delivery.text')} />
      <Stack gap="md">
        <ProblemsOnDisk page="delivery" />
        <Tabs
          keepMountedMode="display-none"
          value={tab}
          onChange={(chosen) => openTab(DELIVERY_TABS.find((one) => one === chosen) ?? tab)}
        >
          <Tabs.List mb="md">
            {DELIVERY_TABS.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`window.delivery.tab.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="connection">
            <Connection />
          </Tabs.Panel>
          <Tabs.Panel value="people">
            <Stack gap="md">
              <RecipientsSection />
              <GroupsSection />
            </Stack>
          </Tabs.Panel>
          <Tabs.Panel value="channels">
            <ChannelsTab />
          </Tabs.Panel>
          <Tabs.Panel value="limits">
            <Stack gap="md">
              <PolicySection />
              <CostSection />
              <SendingSection />
            </Stack>
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </>
  );
}

/** SENS access, with the test beside it where the window is wide enough. */
function Connection() {
  const keysForm = useKeysForm();
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack gap="md">
          <SensSection keysForm={keysForm} />
          <KeysSection keysForm={keysForm} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <TestSection />
      </Grid.Col>
    </Grid>
  );
}
