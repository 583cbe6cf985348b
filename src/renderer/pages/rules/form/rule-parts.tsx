import { Accordion } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { RULE_PARTS, type RulePart } from '../../../forms/rule-fields';
import type { RuleValues } from '../../../forms/rule-form';
import { LimitsPart } from './limits-part';
import { LinesPart } from './lines-part';
import { TextPart } from './text-part';
import type { SettingsProblem } from '../../../../shared/settings/problems';
import type { Trial } from '../../../components/fields/use-trial';
import type { RuleLines } from '../dry-run/use-rule-lines';
import { WhenPart } from './when-part';

interface RulePartsProps {
  readonly form: UseFormReturnType<RuleValues>;
  readonly trial: Trial;
  readonly lines: RuleLines;
  readonly escalation: readonly SettingsProblem[];
  readonly opened: readonly RulePart[];
  readonly onOpen: (opened: readonly RulePart[]) => void;
}

/** Fields of a rule in four parts that open and close. */
export function RuleParts({ form, trial, lines, escalation, opened, onOpen }: RulePartsProps) {
  const { t } = useTranslation();
  const fields = {
    lines: <LinesPart form={form} trial={trial} />,
    when: <WhenPart form={form} />,
    text: <TextPart form={form} trial={trial} lines={lines} escalation={escalation} />,
    limits: <LimitsPart form={form} />,
  } satisfies Record<RulePart, unknown>;
  return (
    <Accordion
      multiple
      order={3}
      chevronPosition="left"
      variant="default"
      keepMounted={false}
      transitionDuration={0}
      styles={{
        control: { paddingInline: 0 },
        chevron: { marginInline: '0 var(--mantine-spacing-xs)' },
        content: { paddingInline: 0 },
        label: { fontWeight: 600 },
      }}
      value={[...opened]}
      onChange={(names) => onOpen(RULE_PARTS.filter((part) => names.includes(part)))}
    >
      {RULE_PARTS.map((part) => (
        <Accordion.Item key={part} value={part}>
          <Accordion.Control>{t(`window.part.${part}`)}</Accordion.Control>
          <Accordion.Panel>{fields[part]}</Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
