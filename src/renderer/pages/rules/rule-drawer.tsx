import { Button, Divider, Group, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Preset } from '../../../shared/presets/preset';
import type { Rule } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import { useSettings } from '../../bridge/app-context';
import { useTrial } from '../../components/fields/use-trial';
import { ItemDrawer, useItemForm } from '../../components/saving/item-drawer';
import { focusFirstError } from '../../components/saving/show-errors';
import { useSentences } from '../../format/sentences';
import { useDefaultMessages } from '../../format/use-default-messages';
import { partOfField, ruleField, type RulePart } from '../../forms/rule/rule-fields';
import { ruleToValues, type RuleValues } from '../../forms/rule/rule-form';
import { ruleWarnings } from '../../forms/rule/rule-warnings';
import { valuesToRule } from '../../forms/rule/values-to-rule';
import { newId } from '../../forms/settings-edits';
import { AddDrawer, type AddTarget } from './add-drawer';
import { DryRunSection } from './dry-run/dry-run-section';
import { LastLinesSection } from './dry-run/last-lines-section';
import { useDryRun } from './dry-run/use-dry-run';
import { useRuleLines } from './preview/use-rule-lines';
import { RuleParts } from './form/rule-parts';
import { RuleSummary, RuleWarningsAlert } from './preview/rule-notes';
import { useMatchShare } from './preview/use-match-share';

/** Rule to edit, or form values of a new one and the preset that they are from. */
export type RuleStart = { readonly rule: Rule } | { readonly values: RuleValues; readonly preset?: Preset };

interface RuleDrawerProps {
  readonly start: RuleStart;
  readonly onClose: () => void;
}

/** Parts that most rules need are open at first. */
const OPEN_FIRST: readonly RulePart[] = ['lines', 'text'];

/** Form of one rule. */
export function RuleDrawer({ start, onClose }: RuleDrawerProps) {
  const { t } = useTranslation();
  const settings = useSettings();
  const sentences = useSentences();
  const rule = 'rule' in start ? start.rule : null;
  const preset = 'rule' in start ? null : (start.preset ?? null);
  const [defaults] = useState(useDefaultMessages());
  const { save, ...state } = useItemForm('rules', rule, ruleField);
  const { checking, confirmSave, dialog } = useMatchShare(rule);
  const form = useForm<RuleValues>({
    initialValues: 'rule' in start ? ruleToValues(start.rule, defaults) : start.values,
    validate: {
      files: (files, { allFiles }) => (!allFiles && files.length === 0 ? t('window.rules.chooseFile') : null),
      channels: (channels, { channelsOnly }) =>
        channelsOnly && channels.length === 0 ? t('window.rules.chooseChannel') : null,
    },
  });
  const { match, butNot, ok } = form.values;
  const trial = useTrial(match, butNot, ok.on ? ok.match : undefined);
  const [opened, setOpened] = useState(OPEN_FIRST);
  const [adding, setAdding] = useState<AddTarget | null>(null);
  const showErrors = (errors: Readonly<Record<string, unknown>>): void => {
    const parts = Object.keys(errors).map(partOfField);
    // Only fields in open parts can be focused.
    flushSync(() => setOpened((before) => [...before, ...parts.filter((part) => part !== null)]));
    focusFirstError(form, errors);
  };
  const draft = (values: RuleValues): Rule => {
    const taken = settings.rules.map(({ id }) => id);
    const id = rule?.id ?? newId(values.name.trim() || values.match.pattern, 'rule', taken);
    return valuesToRule(id, values, { before: rule, defaults });
  };
  const saveDraft = async (values: RuleValues): Promise<void> => {
    const errors = await save(draft(values));
    if (errors === null) {
      onClose();
    } else {
      form.setErrors(errors);
      showErrors(errors);
    }
  };
  const submit = (values: RuleValues): Promise<void> => confirmSave(draft(values), () => saveDraft(values));
  const edited = draft(form.values);
  const { name, escalation, others, nobody } = ruleWarnings(edited, settings);
  const lines = useRuleLines(edited, preset?.matching[0]?.split('\n')[0] ?? null);
  const dryRun = useDryRun(edited);
  const dryRunSection = useRef<HTMLDivElement>(null);
  const startDryRun = (): void => {
    flushSync(dryRun.start);
    dryRunSection.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <>
      <ItemDrawer
        title={rule ? t('window.rules.edit', { title: ruleTitle(rule) }) : t('window.rules.new')}
        size={640}
        dirty={form.isDirty()}
        {...state}
        saving={state.saving || checking}
        covered={adding !== null}
        onSubmit={form.onSubmit(submit, showErrors)}
        onClose={onClose}
        pinned={
          <RuleSummary rule={edited}>
            <Button size="compact-sm" variant="default" loading={dryRun.progress !== null} onClick={startDryRun}>
              {t('window.dryRun.title')}
            </Button>
          </RuleSummary>
        }
      >
        <Group align="flex-start" wrap="nowrap">
          <TextInput
            flex={1}
            label={t('window.rules.name')}
            placeholder={t('window.rules.nameHint')}
            description={name && sentences.settingsProblem(name)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            styles={{ description: { color: 'var(--mantine-color-yellow-light-color)' } }}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Switch mt={33} label={t('window.rules.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
        </Group>
        <RuleWarningsAlert others={opened.includes('text') ? others : [...others, ...escalation]} nobody={nobody} />
        <RuleParts
          form={form}
          rule={edited}
          trial={trial}
          lines={lines}
          preset={preset}
          escalation={escalation}
          opened={opened}
          onOpen={setOpened}
          onAdd={setAdding}
        />
        <LastLinesSection lines={lines} />
        <Divider />
        <DryRunSection ref={dryRunSection} dryRun={dryRun} />
        {dialog}
      </ItemDrawer>
      {adding !== null && <AddDrawer form={form} target={adding} onClose={() => setAdding(null)} />}
    </>
  );
}
