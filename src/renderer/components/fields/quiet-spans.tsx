import { Autocomplete, Chip, Group, Input, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../../shared/common/limits';
import { DAYS } from '../../../shared/settings/choices';
import { TIME_ZONES, useDayNames } from '../../format/times';
import type { FieldForm, SpanValues } from '../../forms/field-values';
import { AddButton, RemoveButton } from './list-buttons';

interface QuietSpansProps {
  readonly form: FieldForm;
  /** Path of the list in the form. */
  readonly path: string;
  readonly spans: readonly SpanValues[];
  readonly onAdd: () => void;
  readonly onRemove: (at: number) => void;
}

/** List of quiet hours, each with its times, days and an optional time zone. */
export function QuietSpans({ form, path, spans, onAdd, onRemove }: QuietSpansProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      {spans.length === 0 && <Text c="dimmed">{t('window.quiet.none')}</Text>}
      {spans.map((_span, at) => (
        <Span
          key={`${at} of ${spans.length}`}
          form={form}
          path={`${path}.${at}`}
          number={at + 1}
          onRemove={() => onRemove(at)}
        />
      ))}
      <AddButton label={t('window.quiet.add')} disabled={spans.length >= LIMITS.quietSpans} onClick={onAdd} />
    </Stack>
  );
}

interface SpanProps {
  readonly form: FieldForm;
  readonly path: string;
  readonly number: number;
  readonly onRemove: () => void;
}

function Span({ form, path, number, onRemove }: SpanProps) {
  const { t } = useTranslation();
  const dayNames = useDayNames();
  const days = form.getInputProps(`${path}.days`, { withError: false });
  return (
    <Paper withBorder p="sm" role="group" aria-label={t('window.quiet.span', { number })}>
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <TextInput w={84} label={t('window.quiet.from')} placeholder="23:00" {...form.getInputProps(`${path}.from`)} />
        <TextInput w={84} label={t('window.quiet.to')} placeholder="07:00" {...form.getInputProps(`${path}.to`)} />
        <Autocomplete
          flex={1}
          label={t('window.quiet.zone')}
          placeholder={t('window.quiet.zoneHint')}
          data={TIME_ZONES}
          limit={30}
          spellCheck={false}
          {...form.getInputProps(`${path}.zone`)}
        />
        <RemoveButton mt={28} label={t('window.quiet.remove', { number })} onClick={onRemove} />
      </Group>
      <Input.Wrapper mt="xs" label={t('window.quiet.days')} labelElement="div" error={form.errors[`${path}.days`]}>
        <Chip.Group multiple value={days.value as string[]} onChange={days.onChange as (chosen: string[]) => void}>
          <Group gap={4} mt={4}>
            {DAYS.map((day) => (
              <Chip key={day} value={day} size="xs" aria-label={dayNames[day].long}>
                {dayNames[day].short}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
    </Paper>
  );
}
