import { Alert, Button, CloseButton, Group, Stack, Stepper, Text } from '@mantine/core';
import { IconArrowRight, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry, MatchEntry } from '../../../shared/contract/history';
import { SYSLOG_FILES } from '../../../shared/presets/preset';
import { isJournal, logTitle } from '../../../shared/settings/log-source';
import { FIRST_STEPS } from '../../../shared/settings/choices';
import { hasSampleNumber } from '../../../shared/settings/sample-number';
import type { AppSettings } from '../../../shared/settings/schema';
import { useAppData, useSettings, useSettingsView } from '../../bridge/app-context';
import { useExistingPath } from '../../bridge/use-existing-path';
import { Section } from '../../components/layout/section';
import { useSaveSettings } from '../../components/saving/use-save-settings';
import { useNavigation } from '../../navigation/navigation';
import type { Target } from '../../navigation/problem-target';
import { SampleCommand } from './sample-command';

/** Step of the first-start guide. */
export type FirstStep = (typeof FIRST_STEPS)[number];

const SENS: Target = { page: 'delivery', part: 'sens', field: null };
const RECIPIENTS: Target = { page: 'delivery', part: 'recipients', field: null };
const WATCHED: readonly Target[] = [
  { page: 'files', part: null, field: null },
  { page: 'rules', part: null, field: null },
];

const NEW_JOURNAL_LOG: Target = { page: 'files', part: 'new journal', field: null };
/** Files of syslog, any of which means that this computer has one. */
const ALL_SYSLOG_FILES = [...SYSLOG_FILES.all, ...SYSLOG_FILES.access];

/** Id of the rule in the practice setup. */
const SAMPLE_RULE = 'hello';

/** Guide from the first start to real texts in four steps; the settings store the current step. */
export function FirstSteps() {
  const { t } = useTranslation();
  const view = useSettingsView();
  const { saving, save } = useSaveSettings();
  const done = useStepsDone();
  const step = view.settings.app.firstSteps;
  if (step === 'done') {
    return null;
  }
  const active = FIRST_STEPS.indexOf(step);
  const goTo = (firstSteps: AppSettings['firstSteps']): void =>
    void save({ ...view.settings, app: { ...view.settings.app, firstSteps } }, view);
  return (
    <Section
      title={t('window.firstSteps.title')}
      text={t('window.firstSteps.text')}
      action={<CloseButton aria-label={t('window.firstSteps.close')} onClick={() => goTo('done')} />}
    >
      <Stepper active={active} onStepClick={(index) => goTo(FIRST_STEPS[index] ?? 'done')} size="xs" iconSize={28}>
        {FIRST_STEPS.map((one, index) => (
          <Stepper.Step
            key={one}
            label={t(`window.firstSteps.${one}`)}
            description={done[one] ? t('window.firstSteps.done') : undefined}
            {...(index < active && !done[one] ? { color: 'gray.7', completedIcon: index + 1 } : {})}
          />
        ))}
      </Stepper>
      <Stack gap="md" mt="md">
        <StepContent step={step} done={done[step]} />
        <Group justify="flex-end">
          <Button loading={saving} variant={done[step] ? 'filled' : 'default'} onClick={() => goTo(stepAfter(step))}>
            {t(`window.firstSteps.${nextLabel(step, done[step])}`)}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

function stepAfter(step: FirstStep): AppSettings['firstSteps'] {
  return FIRST_STEPS[FIRST_STEPS.indexOf(step) + 1] ?? 'done';
}

function nextLabel(step: FirstStep, isDone: boolean): 'finish' | 'next' | 'skip' {
  if (stepAfter(step) === 'done') {
    return 'finish';
  }
  return isDone ? 'next' : 'skip';
}

function StepContent({ step, done }: { readonly step: FirstStep; readonly done: boolean }) {
  const { t } = useTranslation();
  switch (step) {
    case 'try':
      return <TryStep />;
    case 'keys':
      return <StepLinks text={t('window.firstSteps.keysText')} targets={[SENS]} done={done} />;
    case 'who':
      return <StepLinks text={t('window.firstSteps.whoText')} targets={[RECIPIENTS]} done={done} />;
    case 'what':
      return <LogsStep done={done} />;
  }
}

/** Leads to logs and rules; where no syslog file exists, also to the systemd journal. */
function LogsStep({ done }: { readonly done: boolean }) {
  const { t } = useTranslation();
  const { goTo } = useNavigation();
  const { files } = useSettings();
  const syslog = useExistingPath(ALL_SYSLOG_FILES);
  return (
    <>
      <StepLinks text={t('window.firstSteps.whatText')} targets={WATCHED} done={done} />
      {syslog === null && !files.some(isJournal) && (
        <Group gap="sm">
          <Text size="xs" c="dimmed">
            {t('window.firstSteps.journalText')}
          </Text>
          <Button size="xs" variant="default" onClick={() => goTo(NEW_JOURNAL_LOG)}>
            {t('window.firstSteps.addJournal')}
          </Button>
        </Group>
      )}
    </>
  );
}

function TryStep() {
  const { t } = useTranslation();
  const first = firstDelivered(useAppData().history);
  return (
    <Stack gap="sm">
      <Text>{t('window.tryIt.text')}</Text>
      <SampleCommand />
      <div role="status">
        {first ? (
          <Alert color="teal" icon={<IconCheck aria-hidden />}>
            {t('window.firstSteps.tried', { content: first.content })}
          </Alert>
        ) : (
          <Text c="dimmed">{t('window.firstSteps.waiting')}</Text>
        )}
      </div>
    </Stack>
  );
}

interface StepLinksProps {
  readonly text: string;
  readonly targets: readonly Target[];
  /** True if the step is done. */
  readonly done: boolean;
}

/** Explains a step and links to its pages; the first link is highlighted until the step is done. */
function StepLinks({ text, targets, done }: StepLinksProps) {
  const { t } = useTranslation();
  const { goTo } = useNavigation();
  return (
    <Stack gap="sm" align="flex-start">
      <Text>{text}</Text>
      <Group gap="sm">
        {targets.map((target, index) => (
          <Button
            key={target.page}
            variant={done || index > 0 ? 'default' : 'filled'}
            rightSection={<IconArrowRight size={16} aria-hidden />}
            onClick={() => goTo(target)}
          >
            {t('window.problem.goTo', { page: t(`window.page.${target.page}`) })}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

/** Match whose text was delivered: the result of the first step. */
function firstDelivered(history: readonly HistoryEntry[]): MatchEntry | undefined {
  return history
    .filter((entry) => entry.kind === 'match')
    .find(({ texts }) => texts.some(({ state }) => state === 'delivered'));
}

/** Tells for each step if it is done, derived from the current data; a skipped step is not done. */
function useStepsDone(): Readonly<Record<FirstStep, boolean>> {
  const { history, keys, settings, info } = useAppData();
  const { recipients, files, rules } = settings.settings;
  return {
    try: firstDelivered(history) !== undefined,
    keys: keys.accessKey === 'set' && keys.secretKey === 'set',
    who: recipients.some((recipient) => !hasSampleNumber(recipient)),
    what: files.some((log) => logTitle(log) !== info.sampleLog) && rules.some(({ id }) => id !== SAMPLE_RULE),
  };
}
