import { Group, Text, TextInput, ThemeIcon } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconHourglassEmpty,
  IconMinus,
  IconShieldOff,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { inertText } from '../../../format/inert-text';
import { useSentences } from '../../../format/sentences';
import type { Trial } from '../../../components/fields/use-trial';

type TrialOutcomeCode = 'matches' | 'no-match' | 'ok' | 'but-not' | 'too-slow' | 'wrong' | 'no-answer';

const APPEARANCE: Readonly<Record<TrialOutcomeCode, { readonly icon: Icon; readonly color: string }>> = {
  matches: { icon: IconCheck, color: 'teal' },
  'no-match': { icon: IconMinus, color: 'gray' },
  ok: { icon: IconShieldOff, color: 'gray' },
  'but-not': { icon: IconShieldOff, color: 'gray' },
  'too-slow': { icon: IconHourglassEmpty, color: 'red' },
  wrong: { icon: IconAlertTriangle, color: 'red' },
  'no-answer': { icon: IconAlertTriangle, color: 'red' },
};

/** Field for a line that shows at once if it would alert. */
export function TryLine({ trial }: { readonly trial: Trial }) {
  const { t } = useTranslation();
  return (
    <div>
      <TextInput
        label={t('window.try.label')}
        placeholder={t('window.try.hint')}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={trial.line}
        onChange={(event) => trial.setLine(event.currentTarget.value)}
      />
      <Group gap="xs" mt="xs" mih={22} wrap="nowrap" role="status">
        <TrialResult answer={trial.answer} />
      </Group>
    </div>
  );
}

function TrialResult({ answer }: Pick<Trial, 'answer'>) {
  const { t } = useTranslation();
  const sentences = useSentences();
  if (answer === null) {
    return null;
  }
  const code = codeOf(answer);
  const { icon: Shape, color } = APPEARANCE[code];
  const values = answer.ok
    ? { matched: inertText(answer.value.matched) }
    : { reason: answer.error === 'no-answer' ? '' : sentences.regexFault(answer.error) };
  return (
    <>
      <ThemeIcon variant="light" color={color} size="sm" aria-hidden>
        <Shape size={14} />
      </ThemeIcon>
      <Text>{t(`window.try.${code}`, values)}</Text>
    </>
  );
}

function codeOf(answer: NonNullable<Trial['answer']>): TrialOutcomeCode {
  if (answer.ok) {
    return answer.value.outcome;
  }
  return answer.error === 'no-answer' ? 'no-answer' : 'wrong';
}
