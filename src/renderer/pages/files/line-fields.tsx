import { Group, NumberInput, Select, Stack, Text, TextInput, ThemeIcon } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type Icon, IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrialOutcome } from '../../../shared/contract/ipc/calls';
import { DurationInput } from '../../components/fields/duration-fields';
import { type Trial, useTrial } from '../../components/fields/use-trial';
import { type Sentences, useSentences } from '../../format/sentences';
import type { PatternValues } from '../../forms/field-values';
import { GROUPINGS } from '../../forms/log/file-form';
import type { LogValues } from '../../forms/log/log-form';

const NOTHING: readonly PatternValues[] = [];
const APPEARANCE: Readonly<Record<TrialOutcome['outcome'] | 'wrong', { readonly icon: Icon; readonly color: string }>> =
  {
    matches: { icon: IconCheck, color: 'teal' },
    'no-match': { icon: IconMinus, color: 'gray' },
    ok: { icon: IconMinus, color: 'gray' },
    'but-not': { icon: IconMinus, color: 'gray' },
    'too-slow': { icon: IconAlertTriangle, color: 'red' },
    wrong: { icon: IconAlertTriangle, color: 'red' },
  };
const MONOSPACE = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } as const;

/** Fields for grouping several lines into one and for flushing incomplete lines. */
export function LineFields({ form }: { readonly form: UseFormReturnType<LogValues> }) {
  const { t } = useTranslation();
  const { grouping, waitUnit, flushUnit } = form.values;
  return (
    <Stack gap="md">
      <Select
        label={t('window.files.grouping')}
        description={t('window.files.groupingHelp')}
        allowDeselect={false}
        data={GROUPINGS.map((one) => ({ value: one, label: t(`window.grouping.${one}`) }))}
        {...form.getInputProps('grouping')}
      />
      {grouping === 'custom' && <FirstLineFields form={form} />}
      {grouping !== 'none' && (
        <>
          <DurationInput
            label={t('window.files.wait')}
            description={t('window.files.waitHelp')}
            error={form.errors['waitAmount']}
            unit={waitUnit}
            offered={['ms', 's']}
            amountProps={form.getInputProps('waitAmount', { withError: false })}
            unitProps={form.getInputProps('waitUnit')}
          />
          <NumberInput
            styles={{ wrapper: { width: 110 } }}
            min={2}
            max={10_000}
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator=","
            label={t('window.files.maxLines')}
            {...form.getInputProps('maxLines')}
          />
        </>
      )}
      <DurationInput
        label={t('window.files.flush')}
        description={t('window.files.flushHelp')}
        error={form.errors['flushAmount']}
        unit={flushUnit}
        offered={['s', 'm']}
        amountProps={form.getInputProps('flushAmount', { withError: false })}
        unitProps={form.getInputProps('flushUnit')}
      />
    </Stack>
  );
}

/** Regular expression for first lines, and a line to try it on. */
function FirstLineFields({ form }: { readonly form: UseFormReturnType<LogValues> }) {
  const { t } = useTranslation();
  const { firstLine } = form.values;
  const pattern = useMemo<PatternValues>(() => ({ kind: 'regex', pattern: firstLine, ignoreCase: false }), [firstLine]);
  const trial = useTrial(pattern, NOTHING);
  return (
    <Stack gap="xs">
      <TextInput
        required
        label={t('window.files.firstLine')}
        description={t('window.files.firstLineHelp')}
        placeholder={'^\\d{4}-\\d{2}-\\d{2} '}
        spellCheck={false}
        styles={MONOSPACE}
        {...form.getInputProps('firstLine')}
      />
      <TextInput
        label={t('window.try.label')}
        placeholder={t('window.files.firstLineHint')}
        spellCheck={false}
        styles={MONOSPACE}
        value={trial.line}
        onChange={(event) => trial.setLine(event.currentTarget.value)}
      />
      <Group gap="xs" mih={22} wrap="nowrap" role="status">
        {trial.answer && <TrialResult answer={trial.answer} />}
      </Group>
    </Stack>
  );
}

function TrialResult({ answer }: { readonly answer: NonNullable<Trial['answer']> }) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const outcome = answer.ok ? answer.value.outcome : 'wrong';
  const { icon: Shape, color } = APPEARANCE[outcome];
  return (
    <>
      <ThemeIcon variant="light" color={color} size="sm" aria-hidden>
        <Shape size={14} />
      </ThemeIcon>
      <Text>{sentence(answer, t, sentences)}</Text>
    </>
  );
}

function sentence(answer: NonNullable<Trial['answer']>, t: TFunction, { regexFault }: Sentences): string {
  if (!answer.ok) {
    const { error } = answer;
    return error === 'no-answer' ? t('window.try.no-answer') : t('window.try.wrong', { reason: regexFault(error) });
  }
  switch (answer.value.outcome) {
    case 'matches':
      return t('window.firstLine.first');
    case 'no-match':
    case 'ok':
    case 'but-not':
      return t('window.firstLine.next');
    case 'too-slow':
      return t('window.try.too-slow');
  }
}
