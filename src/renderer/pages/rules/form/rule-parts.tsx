import { Accordion, Text } from '@mantine/core';
import { useId } from 'react';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Preset } from '../../../../shared/presets/preset';
import type { Rule } from '../../../../shared/settings/schema';
import { useSettings } from '../../../bridge/app-context';
import { InertLine } from '../../../components/display/inert-text';
import { partBrief } from '../../../format/rule-brief';
import { RULE_PARTS, type RulePart } from '../../../forms/rule/rule-fields';
import type { RuleValues } from '../../../forms/rule/rule-form';
import { LimitsPart } from './limits-part';
import { LinesPart } from './lines-part';
import { TextPart } from './text-part';
import type { SettingsProblem } from '../../../../shared/settings/validation/problems';
import type { Trial } from '../../../components/fields/use-trial';
import type { OnAdd } from '../add-drawer';
import type { RuleLines } from '../preview/use-rule-lines';
import { WhenPart } from './when-part';

interface RulePartsProps {
  readonly form: UseFormReturnType<RuleValues>;
  /** The edited rule, whose values a closed part shows. */
  readonly rule: Rule;
  readonly trial: Trial;
  readonly lines: RuleLines;
  /** Preset that a new rule was made from; null for none. */
  readonly preset: Preset | null;
  readonly escalation: readonly SettingsProblem[];
  readonly opened: readonly RulePart[];
  readonly onOpen: (opened: readonly RulePart[]) => void;
  readonly onAdd: OnAdd;
}

/** Fields of a rule in four parts that open and close; a closed one shows its values. */
export function RuleParts({ form, rule, trial, lines, preset, escalation, opened, onOpen, onAdd }: RulePartsProps) {
  const fields = {
    lines: <LinesPart form={form} trial={trial} preset={preset} onAdd={onAdd} />,
    when: <WhenPart form={form} />,
    text: <TextPart form={form} trial={trial} lines={lines} escalation={escalation} onAdd={onAdd} />,
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
          <PartControl part={part} rule={rule} isOpen={opened.includes(part)} />
          <Accordion.Panel>{fields[part]}</Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

interface PartControlProps {
  readonly part: RulePart;
  readonly rule: Rule;
  readonly isOpen: boolean;
}

function PartControl({ part, rule, isOpen }: PartControlProps) {
  const { t, i18n } = useTranslation();
  const settings = useSettings();
  const id = useId();
  const context = { t: (key: string, values?: object) => t(key, { ...values }), language: i18n.language };
  return (
    <Accordion.Control aria-labelledby={`${id}-title`} aria-describedby={isOpen ? undefined : `${id}-values`}>
      <span id={`${id}-title`}>{t(`window.part.${part}`)}</span>
      {!isOpen && (
        <Text id={`${id}-values`} size="xs" c="dimmed" fw={400} lineClamp={2} className="logbell-path">
          <InertLine text={partBrief(part, rule, settings, context)} />
        </Text>
      )}
    </Accordion.Control>
  );
}
