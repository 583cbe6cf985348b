import { Group, Stack, Text, TextInput, ThemeIcon } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconAlertTriangle, IconCheck, IconMinus, type Icon } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrialOutcome } from '../../../shared/contract/ipc';
import type { FileValues } from '../../forms/file-form';
import type { PatternValues } from '../../forms/pattern-form';
import { useSentences, type Sentences } from '../../format/sentences';
import { useTrial, type Trial } from '../../components/saving/use-trial';

const NOTHING: readonly PatternValues[] = [];
const LOOK: Readonly<Record<TrialOutcome['outcome'] | 'wrong', { readonly icon: Icon; readonly color: string }>> = {
  matches: { icon: IconCheck, color: 'teal' },
  'no-match': { icon: IconMinus, color: 'gray' },
  ok: { icon: IconMinus, color: 'gray' },
  'but-not': { icon: IconMinus, color: 'gray' },
  'too-slow': { icon: IconAlertTriangle, color: 'red' },
  wrong: { icon: IconAlertTriangle, color: 'red' },
};
const MONOSPACE = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } as const;

/** Regular expression for first lines, and a line to try it on. */
export function FirstLineFields({ form }: { readonly form: UseFormReturnType<FileValues> }) {
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
  const { icon: Shape, color } = LOOK[outcome];
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
