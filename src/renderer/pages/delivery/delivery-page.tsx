import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/layout/page-header';
import { ProblemsOnDisk } from '../../components/saving/settings-alerts';
import { CostSection } from './cost-section';
import { GroupsSection } from './groups-section';
import { KeysSection } from './keys-section';
import { PolicySection } from './policy-section';
import { RecipientsSection } from './recipients-section';
import { SendingSection } from './sending-section';
import { SensSection } from './sens-section';
import { TestSection } from './test-section';
import { useKeysForm } from './use-keys-form';

/** Page for SENS access, recipients and sending. */
export function DeliveryPage() {
  const { t } = useTranslation();
  const keysForm = useKeysForm();
  return (
    <>
      <PageHeader title={t('window.page.delivery')} text={t('window.delivery.text')} />
      <Stack gap="md">
        <ProblemsOnDisk page="delivery" />
        <SensSection keysForm={keysForm} />
        <KeysSection keysForm={keysForm} />
        <RecipientsSection />
        <GroupsSection />
        <CostSection />
        <PolicySection />
        <SendingSection />
        <TestSection />
      </Stack>
    </>
  );
}
