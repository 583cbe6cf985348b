import { ActionIcon, Button, Checkbox, Group, Input, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../../../shared/common/limits';
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
            <ActionIcon
              mt={4}
              variant="subtle"
              color="gray"
              aria-label={t('window.rules.butNotRemove', { pattern: pattern.pattern })}
              onClick={() => form.removeListItem('butNot', at)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={butNot.length >= LIMITS.butNot}
            onClick={() => form.insertListItem('butNot', EMPTY_PATTERN)}
          >
            {t('window.rules.butNotAdd')}
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}
