import { Checkbox, Input, SegmentedControl, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { RuleValues } from '../../edits/rule-form';

/** What a line must contain. */
export function PatternFields({ form }: { readonly form: UseFormReturnType<RuleValues> }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Input.Wrapper label={t('window.rules.pattern')} labelElement="div" required>
        <SegmentedControl
          mt={4}
          fullWidth
          aria-label={t('window.rules.kind')}
          data={[
            { value: 'text', label: t('window.rules.kindText') },
            { value: 'regex', label: t('window.rules.kindRegex') },
          ]}
          {...form.getInputProps('match.kind')}
        />
      </Input.Wrapper>
      <TextInput
        aria-label={t('window.rules.pattern')}
        placeholder={form.values.match.kind === 'text' ? 'hello world' : 'ERROR \\[(?<code>\\d+)\\]'}
        description={form.values.match.kind === 'regex' ? t('window.rules.regexHelp') : undefined}
        inputWrapperOrder={['input', 'description', 'error']}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        {...form.getInputProps('match.pattern')}
      />
      <Checkbox
        label={t('window.rules.ignoreCase')}
        {...form.getInputProps('match.ignoreCase', { type: 'checkbox' })}
      />
    </Stack>
  );
}
