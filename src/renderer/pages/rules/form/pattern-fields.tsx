import { Checkbox, Input, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldForm } from '../../../forms/field-values';

interface PatternFieldsProps {
  readonly form: FieldForm;
  /** Path of the pattern in the form. */
  readonly path: string;
  readonly label: string;
  readonly description?: string;
  readonly textHint: string;
  readonly regexHint: string;
  readonly regexHelp: string;
}

/** Pattern of a line: a text or a regular expression. */
export function PatternFields({ form, path, label, description, textHint, regexHint, regexHelp }: PatternFieldsProps) {
  const { t } = useTranslation();
  const kind = form.getInputProps(`${path}.kind`);
  const regex = kind.value === 'regex';
  return (
    <Stack gap="xs">
      <Input.Wrapper label={label} labelElement="div" description={description} required>
        <SegmentedControl
          mt={4}
          fullWidth
          aria-label={`${label}: ${t('window.rules.kind')}`}
          data={[
            { value: 'text', label: t('window.rules.kindText') },
            { value: 'regex', label: t('window.rules.kindRegex') },
          ]}
          {...kind}
        />
      </Input.Wrapper>
      <TextInput
        aria-label={label}
        placeholder={t('window.form.example', { example: regex ? regexHint : textHint })}
        description={regex ? regexHelp : undefined}
        inputWrapperOrder={['input', 'description', 'error']}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        {...form.getInputProps(`${path}.pattern`)}
      />
      <Checkbox
        label={t('window.rules.ignoreCase')}
        {...form.getInputProps(`${path}.ignoreCase`, { type: 'checkbox' })}
      />
    </Stack>
  );
}
