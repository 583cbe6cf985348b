import { MultiSelect, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { groupTitle } from '../../../../shared/settings/titles';
import { useSettings } from '../../../bridge/app-context';
import { DurationField } from '../../../components/fields/duration-fields';
import { OptionalFields } from '../../../components/fields/optional-fields';
import type { RuleValues } from '../../../forms/rule-form';
import { recipientTitle } from '../../../format/recipient-title';
import { AllOrChosen } from './all-or-chosen';
import { MessageFields } from './message-fields';
import { PatternFields } from './pattern-fields';
import type { Trial } from '../../../components/fields/use-trial';

interface TextPartProps {
  readonly form: UseFormReturnType<RuleValues>;
  readonly trial: Trial;
}

/** Recipients, messages, recovery and escalation of a rule. */
export function TextPart({ form, trial }: TextPartProps) {
  const { t } = useTranslation();
  const recipients = useRecipientChoices();
  const { kind } = form.values;
  return (
    <Stack gap="lg">
      <AllOrChosen
        form={form}
        list="recipients"
        all="allRecipients"
        label={t('window.rules.recipients')}
        allLabel={t('window.rules.allRecipients')}
        chosenLabel={t('window.rules.chosenRecipients')}
        data={recipients}
      />
      <MessageFields form={form} path={MESSAGE_OF[kind]} trial={trial} />
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
      <EscalateFields form={form} choices={recipients} />
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
      <Textarea label={t('window.ok.text')} autosize maxRows={4} {...form.getInputProps('ok.message')} />
    </OptionalFields>
  );
}

function EscalateFields({ form, choices }: Pick<TextPartProps, 'form'> & { readonly choices: Choices }) {
  const { t } = useTranslation();
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
        description={t('window.escalate.toHelp')}
        data={choices}
        searchable
        hidePickedOptions
        nothingFoundMessage={t('window.rules.nothingToChoose')}
        {...form.getInputProps('escalate.to')}
      />
    </OptionalFields>
  );
}
