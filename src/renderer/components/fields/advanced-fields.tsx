import { Accordion, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldForm } from '../../forms/field-values';
import { useNavigation } from '../../navigation/navigation';
import type { PartName } from '../../navigation/problem-target';

/** Folded fields of a part: their paths in its form, and if they are shown. */
export interface AdvancedFold {
  /** Empty if the part has no form. */
  readonly fields: readonly string[];
  readonly opened: boolean;
  readonly setOpened: (opened: boolean) => void;
}

/** State of the fold of a part; a link to one of its fields opens it. It outlives a form that starts again. */
export function useAdvancedFold(part: PartName, fields: readonly string[]): AdvancedFold {
  const { target } = useNavigation();
  const [opened, setOpened] = useState(false);
  const field = target?.field ?? null;
  const isWanted = target?.part === part && (fields.length === 0 || fields.some((one) => one === field));
  if (isWanted && !opened) {
    setOpened(true);
  }
  return { fields, opened, setOpened };
}

interface AdvancedFieldsProps {
  readonly fold: AdvancedFold;
  readonly form?: Pick<FieldForm, 'errors'>;
  readonly children: ReactNode;
}

const OPEN = 'advanced';

/** Fields that few people need, folded unless one of them has an error. */
export function AdvancedFields({ fold, form, children }: AdvancedFieldsProps) {
  const { t } = useTranslation();
  const isWrong = fold.fields.some((field) => form?.errors[field] !== undefined);
  return (
    <Accordion
      order={3}
      chevronPosition="left"
      transitionDuration={0}
      styles={{
        item: { border: 'none' },
        control: { paddingInline: 0 },
        chevron: { marginInline: '0 var(--mantine-spacing-xs)' },
        label: { paddingBlock: 'var(--mantine-spacing-xs)', fontSize: 'var(--mantine-font-size-sm)' },
        content: { paddingInline: 0 },
      }}
      value={fold.opened || isWrong ? OPEN : null}
      onChange={(value) => fold.setOpened(value === OPEN)}
    >
      <Accordion.Item value={OPEN}>
        <Accordion.Control>{t('window.form.advanced')}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="md">{children}</Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
