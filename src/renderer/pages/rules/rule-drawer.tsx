import { Divider, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ruleTitle, type Rule } from '../../../shared/settings';
import { useSettings } from '../../bridge/app-context';
import { focusFirstError } from '../../components/focus-first-error';
import { ItemDrawer } from '../../components/item-drawer';
import { useItemForm } from '../../components/use-item-form';
import { newId } from '../../edits/new-id';
import { NEW_RULE, ruleField, ruleToValues, valuesToRule, type RuleValues } from '../../edits/rule-form';
import { ButNotFields } from './but-not-fields';
import { RuleOnFiles } from './dry-run/rule-on-files';
import { MessageFields } from './message-fields';
import { PatternFields } from './pattern-fields';
import { ScopeFields } from './scope-fields';
import { TryLine } from './try-line';
import { useTrial } from './use-trial';

interface RuleDrawerProps {
  /** The rule to edit, or null for a new one. */
  readonly rule: Rule | null;
  readonly onClose: () => void;
}

/** The form of one rule. */
export function RuleDrawer({ rule, onClose }: RuleDrawerProps) {
  const { t } = useTranslation();
  const settings = useSettings();
  const { saving, elsewhere, save } = useItemForm('rules', ruleField);
  const form = useForm<RuleValues>({
    initialValues: rule ? ruleToValues(rule) : NEW_RULE,
    validate: {
      files: (files, { allFiles }) => (!allFiles && files.length === 0 ? t('window.rules.chooseFile') : null),
    },
  });
  const trial = useTrial(form.values.match, form.values.butNot);
  const submit = async (values: RuleValues): Promise<void> => {
    const taken = settings.rules.map(({ id }) => id);
    const id = rule?.id ?? newId(values.name.trim() || values.match.pattern, 'rule', taken);
    const errors = await save(valuesToRule(id, values, rule));
    if (errors === null) {
      onClose();
    } else {
      form.setErrors(errors);
      focusFirstError(form, errors);
    }
  };
  return (
    <ItemDrawer
      title={rule ? t('window.rules.edit', { title: ruleTitle(rule) }) : t('window.rules.new')}
      size={600}
      dirty={form.isDirty()}
      saving={saving}
      problems={elsewhere}
      onSubmit={form.onSubmit(submit, (errors) => focusFirstError(form, errors))}
      onClose={onClose}
    >
      <TextInput
        label={t('window.rules.name')}
        placeholder={t('window.rules.nameHint')}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <PatternFields form={form} />
      <ButNotFields form={form} />
      <TryLine trial={trial} />
      <Divider />
      <MessageFields form={form} trial={trial} />
      <Divider />
      <ScopeFields form={form} />
      <Divider />
      <RuleOnFiles rule={valuesToRule(rule?.id ?? 'new-rule', form.values, rule)} />
    </ItemDrawer>
  );
}
