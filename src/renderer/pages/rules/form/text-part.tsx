import { Button, Group, MultiSelect, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { groupTitle } from '../../../../shared/settings/titles';
import { useSettings } from '../../../bridge/app-context';
import { AddButton } from '../../../components/fields/list-buttons';
import { DurationField } from '../../../components/fields/duration-fields';
import { OptionalFields } from '../../../components/fields/optional-fields';
import { withoutEscalated } from '../../../forms/rule/escalation';
import type { RuleValues } from '../../../forms/rule/rule-form';
import { recipientTitle } from '../../../format/recipient-title';
import type { OnAdd } from '../add-drawer';
import { AudienceFields } from './audience-fields';
import { MessageFields } from './message-fields';
import { PatternFields } from './pattern-fields';
import type { Trial } from '../../../components/fields/use-trial';
import type { SettingsProblem } from '../../../../shared/settings/validation/problems';
import { useSentences } from '../../../format/sentences';
import type { RuleLines } from '../preview/use-rule-lines';

interface TextPartProps {
  readonly form: UseFormReturnType<RuleValues>;
  readonly trial: Trial;
  readonly lines: RuleLines;
  /** Warnings to show at the people to escalate to. */
  readonly escalation: readonly SettingsProblem[];
  readonly onAdd: OnAdd;
}

/** Recipients, messages, recovery and escalation of a rule. */
export function TextPart({ form, trial, lines, escalation, onAdd }: TextPartProps) {
  const { t } = useTranslation();
  const recipients = useRecipientChoices();
  const { kind } = form.values;
  return (
    <Stack gap="lg">
      <AudienceFields form={form} recipients={recipients} onAdd={onAdd} />
      <MessageFields form={form} path={MESSAGE_OF[kind]} trial={trial} lines={lines} />
      {kind === 'absence' && (
        <TextInput label={t('window.absence.recovered')} {...form.getInputProps('absence.recovered')} />
      )}
      {kind === 'pair' && (
        <TextInput
          label={t('window.pair.recovered')}
          description={t('window.pair.recoveredHelp')}
          {...form.getInputProps('pair.recovered')}
        />
      )}
      {kind !== 'absence' && <OkFields form={form} />}
      <EscalateFields form={form} choices={recipients} escalation={escalation} onAdd={onAdd} />
    </Stack>
  );
}

/** Path of the first message, by kind of rule. */
const MESSAGE_OF = { lines: 'message', absence: 'absence.message', pair: 'pair.message' } as const;

type Choices = readonly { readonly value: string; readonly label: string }[];

function useRecipientChoices(): Choices {
  const { t } = useTranslation();
  const { recipients, groups } = useSettings();
  return [
    ...groups.map((group) => ({ value: group.id, label: t('window.rules.groupOf', { name: groupTitle(group) }) })),
    ...recipients.map((recipient) => ({ value: recipient.id, label: recipientTitle(recipient) })),
  ];
}

function OkFields({ form }: Pick<TextPartProps, 'form'>) {
  const { t } = useTranslation();
  return (
    <OptionalFields form={form} path="ok.on" label={t('window.ok.on')} description={t('window.ok.help')}>
      <PatternFields
        form={form}
        path="ok.match"
        label={t('window.ok.pattern')}
        textHint="mounted"
        regexHint="(?<code>\d+) recovered"
        regexHelp={t('window.ok.regexHelp')}
      />
      <Textarea label={t('window.ok.text')} {...form.getInputProps('ok.message')} />
    </OptionalFields>
  );
}

interface EscalateFieldsProps extends Pick<TextPartProps, 'form' | 'escalation' | 'onAdd'> {
  readonly choices: Choices;
}

function EscalateFields({ form, choices, escalation, onAdd }: EscalateFieldsProps) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const settings = useSettings();
  const others = withoutEscalated(form.values, settings);
  const warned = escalation.length > 0;
  return (
    <OptionalFields
      form={form}
      path="escalate.on"
      label={t('window.escalate.on')}
      description={t('window.escalate.help')}
    >
      <DurationField
        form={form}
        path="escalate.after"
        label={t('window.escalate.after')}
        description={t('window.escalate.afterHelp')}
        offered={['m', 'h']}
      />
      <MultiSelect
        label={t('window.escalate.to')}
        description={warned ? escalation.map(sentences.settingsProblem).join(' ') : t('window.escalate.toHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        styles={warned ? { description: { color: 'var(--mantine-color-yellow-light-color)' } } : {}}
        data={choices}
        searchable
        hidePickedOptions
        nothingFoundMessage={t('window.rules.nothingToChoose')}
        {...form.getInputProps('escalate.to')}
      />
      <Group gap="xs">
        {warned && others !== null && (
          <Button
            variant="default"
            size="xs"
            onClick={() => form.setValues({ allRecipients: false, recipients: others })}
          >
            {t('window.escalate.takeOut')}
          </Button>
        )}
        <AddButton label={t('window.escalate.add')} onClick={() => onAdd('escalate.to')} />
      </Group>
    </OptionalFields>
  );
}
