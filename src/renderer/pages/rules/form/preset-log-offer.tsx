import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Preset } from '../../../../shared/presets/preset';
import { journalOfPreset, knownOrNew, type PresetLog } from '../../../../shared/presets/preset-log';
import { logTitle } from '../../../../shared/settings/log-source';
import type { Settings } from '../../../../shared/settings/schema';
import { useSettingsView } from '../../../bridge/app-context';
import { useExistingPath } from '../../../bridge/use-existing-path';
import { PathText } from '../../../components/display/path-text';
import { useAutosave } from '../../../components/saving/use-save-settings';
import { NEW_LOG, idBase, valuesToLog } from '../../../forms/log/log-form';
import type { RuleValues } from '../../../forms/rule/rule-form';
import { newId, withItem } from '../../../forms/settings-edits';

interface PresetLogOfferProps {
  readonly form: UseFormReturnType<RuleValues>;
  readonly preset: Preset;
}

/** Offers the log of this computer that usually has the lines of a preset: a file that exists, or else the journal. */
export function PresetLogOffer({ form, preset }: PresetLogOfferProps) {
  const { t } = useTranslation();
  const view = useSettingsView();
  const save = useAutosave();
  const path = useExistingPath(preset.logs.paths);
  const offered = path === undefined ? null : offeredLog(preset, path, view.settings);
  const { allFiles, files } = form.values;
  if (offered === null || (!allFiles && files.includes(offered.log.id))) {
    return null;
  }
  const { log, isNew } = offered;
  const use = async (): Promise<void> => {
    if (!isNew || (await save(withItem(view.settings, 'files', log), view))) {
      form.setFieldValue('allFiles', false);
      form.setFieldValue('files', [log.id]);
    }
  };
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Stack gap={2} miw={0}>
          <Text size="xs" c="dimmed">
            {t('window.presets.usualLog')}
          </Text>
          <PathText path={logTitle(log)} size="xs" />
        </Stack>
        <Button size="xs" variant="default" flex="none" onClick={() => void use()}>
          {t(isNew ? 'window.presets.addLog' : 'window.presets.useLog')}
        </Button>
      </Group>
    </Paper>
  );
}

function offeredLog(preset: Preset, path: string | null, { files }: Settings): PresetLog | null {
  if (path === null) {
    return journalOfPreset(preset, files);
  }
  const values = { ...NEW_LOG, path };
  const taken = files.map(({ id }) => id);
  return knownOrNew(valuesToLog(newId(idBase(values), 'log', taken), values), files);
}
