import { Divider, Input, Radio, SegmentedControl, Stack, TagsInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { LogSource } from '../../../shared/settings/schema';
import { useSettings } from '../../bridge/app-context';
import { ItemDrawer, useItemForm } from '../../components/saving/item-drawer';
import { showErrors } from '../../components/saving/show-errors';
import {
  idBase,
  LOG_KINDS,
  logField,
  logToValues,
  type LogValues,
  NEW_LOG,
  valuesToLog,
} from '../../forms/log/log-form';
import { newId } from '../../forms/settings-edits';
import { EncodingField } from './encoding-field';
import { JournalFields } from './journal-fields';
import { LineFields } from './line-fields';
import { PathField } from './path-field';

interface LogDrawerProps {
  /** Log to edit, or the kind that the form of a new one starts with. */
  readonly opened: LogSource | LogValues['kind'];
  /** Gets the ID before the drawer closes. */
  readonly onSaved?: (id: string) => void;
  readonly onClose: () => void;
}

/** Form of one log: a file or glob, entries of the systemd journal, or received alerts. */
export function LogDrawer({ opened, onSaved, onClose }: LogDrawerProps) {
  const log = typeof opened === 'string' ? null : opened;
  const { t } = useTranslation();
  const settings = useSettings();
  const { save, ...state } = useItemForm('files', log, logField);
  const form = useForm<LogValues>({
    initialValues: typeof opened === 'string' ? { ...NEW_LOG, kind: opened } : logToValues(opened),
  });
  const isOfJournal = form.values.kind === 'journal';
  const isOfAlerts = form.values.kind === 'alerts';
  const submit = async (values: LogValues): Promise<void> => {
    const taken = settings.files.map(({ id }) => id);
    const id = log?.id ?? newId(idBase(values), 'log', taken);
    const errors = await save(valuesToLog(id, values));
    if (errors === null) {
      onSaved?.(id);
      onClose();
    } else {
      showErrors(form, errors);
    }
  };
  return (
    <ItemDrawer
      title={log ? t('window.files.edit') : t('window.files.new')}
      size={520}
      dirty={form.isDirty()}
      {...state}
      onSubmit={form.onSubmit(submit)}
      onClose={onClose}
    >
      {log === null && <KindField form={form} />}
      <SelectionFields form={form} />
      {isOfAlerts ? null : (
        <Radio.Group
          label={t('window.files.start')}
          description={t(isOfJournal ? 'window.journal.startHelp' : 'window.files.startHelp')}
          {...form.getInputProps('start')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="end" label={t(isOfJournal ? 'window.journal.start.end' : 'window.start.endLong')} />
            <Radio
              value="beginning"
              label={t(isOfJournal ? 'window.journal.start.beginning' : 'window.start.beginningLong')}
            />
          </Stack>
        </Radio.Group>
      )}
      {!isOfJournal && !isOfAlerts && (
        <>
          <Divider />
          <LineFields form={form} />
        </>
      )}
    </ItemDrawer>
  );
}

/** Fields that say what is read. */
function SelectionFields({ form }: { readonly form: UseFormReturnType<LogValues> }) {
  const { t } = useTranslation();
  switch (form.values.kind) {
    case 'journal':
      return <JournalFields form={form} />;
    case 'alerts':
      return (
        <TagsInput
          label={t('window.files.alertLabels')}
          description={t('window.files.alertLabelsHelp')}
          placeholder={
            form.values.labels.length === 0 ? t('window.form.example', { example: 'severity=page' }) : undefined
          }
          spellCheck={false}
          data-autofocus
          {...form.getInputProps('labels')}
        />
      );
    case 'file':
      return (
        <>
          <PathField form={form} />
          <EncodingField form={form} />
        </>
      );
  }
}

/** Choice between a file, the systemd journal and received alerts; that of a saved log stays. */
function KindField({ form }: { readonly form: UseFormReturnType<LogValues> }) {
  const { t } = useTranslation();
  const label = t('window.files.kind');
  return (
    <Input.Wrapper label={label} labelElement="div">
      <SegmentedControl
        fullWidth
        mt={4}
        aria-label={label}
        data={LOG_KINDS.map((value) => ({ value, label: t(`window.files.kinds.${value}`) }))}
        {...form.getInputProps('kind')}
      />
    </Input.Wrapper>
  );
}
