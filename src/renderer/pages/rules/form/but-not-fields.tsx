import { Checkbox, Group, Input, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../../../shared/common/limits';
import { AddButton, RemoveButton } from '../../../components/fields/list-buttons';
import { EMPTY_PATTERN } from '../../../forms/field-values';
import type { RuleValues } from '../../../forms/rule/rule-form';

/** Patterns of lines that do not alert although they match. */
export function ButNotFields({ form }: { readonly form: UseFormReturnType<RuleValues> }) {
  const { t } = useTranslation();
  const { butNot } = form.values;
  return (
    <Input.Wrapper label={t('window.rules.butNot')} labelElement="div" description={t('window.rules.butNotHelp')}>
      <Stack gap="xs" mt="xs">
        {butNot.map((pattern, at) => (
          <Group key={`${at} of ${butNot.length}`} gap="xs" wrap="nowrap" align="flex-start">
            <Select
              w={136}
              allowDeselect={false}
              aria-label={t('window.rules.butNotKind', { number: at + 1 })}
              data={[
                { value: 'text', label: t('window.rules.kindText') },
                { value: 'regex', label: t('window.rules.kindRegex') },
              ]}
              {...form.getInputProps(`butNot.${at}.kind`)}
            />
            <TextInput
              flex={1}
              spellCheck={false}
              aria-label={t('window.rules.butNotPattern', { number: at + 1 })}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
              {...form.getInputProps(`butNot.${at}.pattern`)}
            />
            <Checkbox
              mt={8}
              label={t('window.rules.ignoreCaseShort')}
              {...form.getInputProps(`butNot.${at}.ignoreCase`, { type: 'checkbox' })}
            />
            <RemoveButton
              mt={4}
              label={t('window.rules.butNotRemove', { pattern: pattern.pattern })}
              onClick={() => form.removeListItem('butNot', at)}
            />
          </Group>
        ))}
        <AddButton
          label={t('window.rules.butNotAdd')}
          disabled={butNot.length >= LIMITS.butNot}
          onClick={() => form.insertListItem('butNot', EMPTY_PATTERN)}
        />
      </Stack>
    </Input.Wrapper>
  );
}
