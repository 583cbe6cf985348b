import { Alert, Button, CloseButton, Group, Input, MultiSelect, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPhoto, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageView } from '../../../shared/contract/ipc/calls';
import { recipientsOf } from '../../../shared/settings/recipients';
import { groupTitle } from '../../../shared/settings/titles';
import { useActions, useAppData, useAppPart, useSettings } from '../../bridge/app-context';
import { PracticeBadge } from '../../components/display/state-badges';
import { TextsList } from '../../components/display/texts-list';
import { Section } from '../../components/layout/section';
import { recipientTitle } from '../../format/recipient-title';
import { useSentences } from '../../format/sentences';

/** Sends a text on demand and follows it to the phone. */
export function TestSection() {
  const { t } = useTranslation();
  const practice = useAppPart(({ status }) => status.practice);
  const addressees = useTestAddressees();
  const [image, setImage] = useState<ImageView | null>(null);
  const test = useTestText();
  return (
    <Section
      title={t('window.test.title')}
      text={t(practice ? 'window.test.practice' : 'window.test.live')}
      action={practice && <PracticeBadge />}
    >
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <MultiSelect
            flex="1 1 220px"
            miw={0}
            label={t('window.test.recipients')}
            data={addressees.options}
            value={addressees.chosen}
            onChange={addressees.choose}
            hidePickedOptions
            nothingFoundMessage={t('window.rules.nothingToChoose')}
          />
          <Button
            leftSection={<IconSend size={16} aria-hidden />}
            disabled={addressees.recipientIds.length === 0}
            loading={test.sending}
            onClick={() => void test.send(addressees.recipientIds, image !== null)}
          >
            {t('window.test.send')}
          </Button>
        </Group>
        <TestImageField image={image} onChange={setImage} />
        <div role="status">
          {test.wrong !== null && (
            <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('window.test.refused')}>
              {test.wrong}
            </Alert>
          )}
          {test.testId !== null && <TestOutcome testId={test.testId} />}
        </div>
      </Stack>
    </Section>
  );
}

/** Recipients of the test: the first one until others are chosen; groups can be added. */
function useTestAddressees() {
  const { t } = useTranslation();
  const { recipients, groups } = useSettings();
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const known = [...recipients, ...groups].map(({ id }) => id);
  const chosen = (picked ?? known.slice(0, 1)).filter((id) => known.includes(id));
  return {
    options: [
      ...recipients.map((recipient) => ({ value: recipient.id, label: recipientTitle(recipient) })),
      ...groups.map((group) => ({ value: group.id, label: t('window.rules.groupOf', { name: groupTitle(group) }) })),
    ],
    chosen,
    choose: setPicked,
    recipientIds: recipientsOf({ recipients: chosen }, { recipients, groups }).map(({ id }) => id),
  };
}

function TestOutcome({ testId }: { readonly testId: number }) {
  const { t } = useTranslation();
  const entry = useAppData().history.find(({ kind, id }) => kind === 'test' && id === testId);
  return entry?.kind === 'test' ? <TextsList texts={entry.texts} /> : <Text c="dimmed">{t('window.test.queued')}</Text>;
}

function useTestText() {
  const { t } = useTranslation();
  const actions = useActions();
  const sentences = useSentences();
  const [sending, setSending] = useState(false);
  const [testId, setTestId] = useState<number | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const send = async (recipientIds: readonly string[], withImage: boolean): Promise<void> => {
    setSending(true);
    const answer = await actions.sendTest(recipientIds, withImage);
    setSending(false);
    setTestId(answer.ok ? answer.value.testId : null);
    if (answer.ok) {
      setWrong(null);
    } else {
      setWrong(answer.error === 'no-answer' ? t('window.notice.noAnswer') : sentences.settingsProblem(answer.error));
    }
  };
  return { sending, testId, wrong, send };
}

interface TestImageFieldProps {
  readonly image: ImageView | null;
  readonly onChange: (image: ImageView | null) => void;
}

/** Chooses the image of a test text; the main process reads it and reports why one cannot be sent. */
function TestImageField({ image, onChange }: TestImageFieldProps) {
  const { t } = useTranslation();
  const actions = useActions();
  const [wrong, setWrong] = useState<string | null>(null);
  const choose = async (): Promise<void> => {
    const picked = await actions.pickImage();
    if (!picked.ok) {
      onChange(null);
      setWrong(
        picked.error === 'no-answer'
          ? t('window.notice.noAnswer')
          : t(`image.${picked.error.code}`, { ...picked.error.params }),
      );
    } else if (picked.value !== null) {
      setWrong(null);
      onChange(picked.value);
    }
  };
  return (
    <Input.Wrapper
      label={t('window.test.image')}
      labelElement="div"
      description={t('window.test.imageHelp')}
      error={wrong}
      errorProps={{ role: 'alert' }}
    >
      <Group gap="xs" mt={4}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPhoto size={14} aria-hidden />}
          onClick={() => void choose()}
        >
          {t('window.test.chooseImage')}
        </Button>
        {image !== null && (
          <>
            <Text size="sm">
              {t('window.test.chosenImage', {
                name: image.name,
                kilobytes: Math.ceil(image.bytes / 1_024),
                width: image.width,
                height: image.height,
              })}
            </Text>
            <CloseButton size="sm" aria-label={t('window.test.removeImage')} onClick={() => onChange(null)} />
          </>
        )}
      </Group>
    </Input.Wrapper>
  );
}
