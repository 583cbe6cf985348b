import { Badge, Group, Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Replacement } from '../../../../shared/sms/sanitize';
import { LMS_BYTES, SMS_BYTES, type FittedText } from '../../../../shared/sms/fit-text';
import { estimatedWon } from '../../../../shared/sms/price';
import { useAppPart, useSettings } from '../../../bridge/app-context';
import { InertBlock } from '../../../components/display/inert-text';
import { readsJournal } from '../../../forms/log/journal-form';
import { previewMessage, sampleOf } from '../../../forms/rule/message-preview';
import type { RuleValues } from '../../../forms/rule/rule-form';
import { useFormats } from '../../../format/times';
import type { Trial } from '../../../components/fields/use-trial';
import type { RuleLines } from './use-rule-lines';

interface TextPreviewProps {
  readonly values: RuleValues;
  readonly message: string;
  readonly trial: Trial;
  readonly lines: RuleLines;
}

/** Preview of a rule's text as it arrives, for the tried line or one of its files, with type, bytes, estimated cost, and notes on changes. */
export function TextPreview({ values, message, trial, lines }: TextPreviewProps) {
  const { t } = useTranslation();
  const settings = useSettings();
  const sample = sampleFor(trial, lines);
  const text = previewMessage(
    message,
    {
      rule: values.name === '' ? t('window.message.sampleRule') : values.name,
      file: lines.path ?? '/var/log/syslog',
      line: sample?.line ?? t('window.message.sampleLine'),
      host: t('window.message.sampleHost'),
      match: matchedPart(values, sample),
      count: values.threshold.on ? Number(values.threshold.count) : 1,
      ofJournal: readsJournal(values, settings.files),
    },
    values.match,
    settings.delivery,
  );
  const notes = useNotes(text);
  return (
    <Paper withBorder p="sm" role="group" aria-label={t('window.message.preview')}>
      <Group justify="space-between" mb={6}>
        <Text size="xs" fw={600} c="dimmed">
          {t('window.message.preview')}
        </Text>
        <Measures text={text} />
      </Group>
      <Text style={{ whiteSpace: 'pre-wrap' }}>
        <InertBlock text={text.content} />
      </Text>
      {notes.map((note) => (
        <Text key={note} size="xs" c="dimmed" mt={6}>
          {note}
        </Text>
      ))}
    </Paper>
  );
}

type Sample = ReturnType<typeof sampleOf>;

/** Tried line, or else one of the file or the example. */
function sampleFor({ line, answer }: Trial, { lines, example }: RuleLines): Sample {
  if (line !== '') {
    return { line, match: answer?.ok === true ? answer.value.matched : '' };
  }
  return sampleOf(lines === null || lines === 'none' ? [] : lines, example);
}

/** Matched part of the sample; a text matches itself in any line. */
function matchedPart({ match: { kind, pattern } }: RuleValues, sample: Sample): string {
  const matched = sample?.match ?? '';
  return matched === '' && kind === 'text' ? pattern : matched;
}

function Measures({ text }: { readonly text: FittedText }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const practice = useAppPart(({ status }) => status.practice);
  const won = estimatedWon(text.type, useSettings().delivery.prices, practice);
  return (
    <Group gap="xs">
      <Badge color={text.type === 'SMS' ? 'teal' : 'orange'}>{text.type}</Badge>
      <Text size="xs" c="dimmed">
        {t('window.message.bytes', {
          bytes: formats.count(text.bytes),
          limit: formats.count(text.type === 'SMS' ? SMS_BYTES : LMS_BYTES),
        })}
      </Text>
      <Text size="xs" c="dimmed">
        {practice ? t('window.message.free') : t('window.message.cost', { won: formats.count(won) })}
      </Text>
    </Group>
  );
}

/** Notes for the person before this text is sent, one sentence each. */
function useNotes({ type, cut, replaced, replacements, rare }: FittedText): readonly string[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const { prices } = useSettings().delivery;
  const won = { lms: formats.count(prices.LMS), sms: formats.count(prices.SMS) };
  const limit = formats.count(type === 'SMS' ? SMS_BYTES : LMS_BYTES);
  return [
    ...(type === 'LMS' ? [t('window.message.lms', won)] : []),
    ...(replaced > 0 ? [t('window.message.replaced', { count: replaced, list: listOf(replacements) })] : []),
    ...(rare.length > 0 ? [t('window.message.rare', { characters: rare.join(', ') })] : []),
    ...(cut ? [t('window.message.cut', { limit })] : []),
  ];
}

function listOf(replacements: readonly Replacement[]): string {
  return replacements.map(({ character, by }) => `${character} → ${by}`).join(', ');
}
