import { Button, Group, Input, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ZONES } from '../../../shared/settings/choices';
import type { Recipient, SensSettings } from '../../../shared/settings/schema';
import { hasSampleNumber } from '../../../shared/settings/sample-number';
import { sensBaseUrl } from '../../../shared/settings/sens-zones';
import { useAppPart, useSettings } from '../../bridge/app-context';
import { AdvancedFields, type AdvancedFold, useAdvancedFold } from '../../components/fields/advanced-fields';
import { PhoneButton } from '../../components/display/phone-button';
import { LinkButton } from '../../components/layout/link-button';
import { useNotifications } from '../../components/layout/notifications';
import { Section } from '../../components/layout/section';
import { ExternalChangeAlert, SettingsProblems } from '../../components/saving/settings-alerts';
import { type FormStart, useFormStart, useSectionForm } from '../../components/saving/use-section-form';
import { GoLiveDialog } from './go-live-dialog';
import { RecipientDrawer } from './people/recipient-drawer';
import type { KeysForm } from './use-keys-form';
import { useLiveCheck } from './use-live-check';

const ADVANCED = ['zone', 'contentType', 'baseUrl'] as const;

const FIELDS: ReadonlySet<string> = new Set(['mode', 'zone', 'baseUrl', 'serviceId', 'from', 'contentType']);
const field = (path: string): string | null => (FIELDS.has(path) ? path : null);

interface SensSectionProps {
  /** Form of the keys: live mode requires them, and begins with those typed there. */
  readonly keysForm: KeysForm;
}

/** Practice or live mode, and the SENS project that sends the texts. */
export function SensSection({ keysForm }: SensSectionProps) {
  const { t } = useTranslation();
  const start = useFormStart('sens');
  const fold = useAdvancedFold('sens', ADVANCED);
  return (
    <Section part="sens" title={t('window.delivery.sens')}>
      <SensForm key={start.key} start={start} fold={fold} keysForm={keysForm} />
    </Section>
  );
}

interface SensFormProps extends SensSectionProps {
  readonly start: FormStart;
  readonly fold: AdvancedFold;
}

function SensForm({ start, fold, keysForm }: SensFormProps) {
  const { t } = useTranslation();
  const notifications = useNotifications();
  const { settings } = start;
  const form = useForm<SensSettings>({ name: 'sens', initialValues: settings.sens });
  const { saving, elsewhere, save } = useSectionForm(form, 'sens', start, field);
  const isComplete = useLiveCheck({ form, keysForm, field });
  /** Complete values for live mode that wait for the person's consent; null for none. */
  const [asked, setAsked] = useState<SensSettings | null>(null);
  const [edited, setEdited] = useState<Recipient | null>(null);
  const commit = async (sens: SensSettings): Promise<void> => {
    const wrong = sens.mode === 'live' && keysForm.typed ? await keysForm.store() : null;
    if (wrong === null) {
      await save({ ...settings, sens });
    } else {
      notifications.showError(wrong);
    }
  };
  const submit = async (values: SensSettings): Promise<void> => {
    const sens = {
      ...values,
      baseUrl: values.baseUrl.trim(),
      serviceId: values.serviceId.trim(),
      from: values.from.trim(),
    };
    const begins = sens.mode === 'live' && settings.sens.mode !== 'live';
    if (sens.mode === 'live' && !isComplete(sens, begins)) {
      return;
    }
    if (begins) {
      setAsked(sens);
    } else {
      await commit(sens);
    }
  };
  const confirm = (): void => {
    if (asked !== null) {
      setAsked(null);
      void commit(asked);
    }
  };
  return (
    <>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack gap="md">
          <ExternalChangeAlert change={start.hasExternalChange && !saving ? 'changed' : null} />
          <SettingsProblems title={t('window.form.notSaved')} problems={elsewhere} />
          <ModeField form={form} onChangeNumber={setEdited} />
          <SimpleGrid cols={2} spacing="md">
            <Stack gap={4}>
              <TextInput
                label={t('window.delivery.serviceId')}
                description={t('window.delivery.serviceIdHelp')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                placeholder={t('window.form.example', { example: 'ncp:sms:kr:123456789012:project' })}
                spellCheck={false}
                {...form.getInputProps('serviceId')}
              />
              <LinkButton link="sens-projects" label={t('window.delivery.openProjects')} />
            </Stack>
            <Stack gap={4}>
              <TextInput
                label={t('window.delivery.from')}
                description={t('window.delivery.fromHelp')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                placeholder={t('window.form.example', { example: '02-123-4567' })}
                inputMode="tel"
                {...form.getInputProps('from')}
              />
              <LinkButton link="ncloud-console" label={t('window.delivery.openConsole')} />
            </Stack>
          </SimpleGrid>
          <AdvancedFields fold={fold} form={form}>
            <SimpleGrid cols={2} spacing="md">
              <Select
                label={t('window.delivery.zone')}
                description={form.values.zone === 'custom' ? t('window.delivery.zoneHelp') : sensBaseUrl(form.values)}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                allowDeselect={false}
                data={ZONES.map((zone) => ({ value: zone, label: t(`window.zone.${zone}`) }))}
                {...form.getInputProps('zone')}
              />
              <Select
                label={t('window.delivery.contentType')}
                description={t('window.delivery.contentTypeHelp')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                allowDeselect={false}
                data={[
                  { value: 'COMM', label: t('window.delivery.comm') },
                  { value: 'AD', label: t('window.delivery.ad') },
                ]}
                {...form.getInputProps('contentType')}
              />
              {form.values.zone === 'custom' && (
                <TextInput
                  label={t('window.delivery.baseUrl')}
                  placeholder="https://"
                  spellCheck={false}
                  {...form.getInputProps('baseUrl')}
                />
              )}
            </SimpleGrid>
          </AdvancedFields>
          <Group justify="flex-end" gap="sm">
            {form.values.mode === 'live' && settings.sens.mode !== 'live' && (
              <Text flex={1} c="dimmed">
                {t('window.goLive.notYet')}
              </Text>
            )}
            <Button variant="default" disabled={!form.isDirty()} onClick={form.reset}>
              {t('window.form.revert')}
            </Button>
            <Button type="submit" loading={saving || keysForm.saving} disabled={!form.isDirty()}>
              {t('window.form.save')}
            </Button>
          </Group>
        </Stack>
        <GoLiveDialog opened={asked !== null} onCancel={() => setAsked(null)} onConfirm={confirm} />
      </form>
      {edited && <RecipientDrawer recipient={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

interface ModeFieldProps {
  readonly form: UseFormReturnType<SensSettings>;
  readonly onChangeNumber: (recipient: Recipient) => void;
}

function ModeField({ form, onChangeNumber }: ModeFieldProps) {
  const { t } = useTranslation();
  const practice = useAppPart(({ status }) => status.practice);
  const sample = useSettings().recipients.find(hasSampleNumber);
  const lacksNumbers = sample !== undefined;
  const isLive = form.values.mode === 'live';
  const { clearFieldError } = form;
  useEffect(() => {
    if (!lacksNumbers) {
      clearFieldError('mode');
    }
  }, [lacksNumbers, clearFieldError]);
  return (
    <Input.Wrapper
      label={t('window.delivery.mode')}
      labelElement="div"
      error={form.errors['mode']}
      errorProps={{ role: 'alert' }}
    >
      <Group gap="md" mt={4}>
        <SegmentedControl
          flex="none"
          aria-label={t('window.delivery.mode')}
          data={[
            { value: 'practice', label: t('window.delivery.practice') },
            { value: 'live', label: t('window.delivery.live') },
          ]}
          {...form.getInputProps('mode', { withError: false })}
        />
        {practice && !isLive && <PhoneButton />}
        {isLive && sample && form.errors['mode'] !== undefined && (
          <Button variant="default" size="xs" onClick={() => onChangeNumber(sample)}>
            {t('window.goLive.changeNumber')}
          </Button>
        )}
      </Group>
      <Text c="dimmed" mt={4}>
        {t(isLive ? 'window.delivery.liveHelp' : 'window.delivery.practiceHelp')}
      </Text>
    </Input.Wrapper>
  );
}
