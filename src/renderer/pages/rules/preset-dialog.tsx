import { Accordion, Box, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresetId } from '../../../shared/presets/all-presets';
import { ruleOfPreset, type Preset } from '../../../shared/presets/preset';
import type { Translate } from '../../../shared/i18n/translator';
import { useSettings } from '../../bridge/app-context';
import { InertLine } from '../../components/display/inert-text';
import { useReturnFocus } from '../../components/dialogs/use-return-focus';
import { findPresets, presetValues, type PresetGroup } from '../../forms/rule/find-presets';
import { useDefaultMessages } from '../../format/use-default-messages';
import { partBrief } from '../../format/rule-brief';
import type { RuleValues } from '../../forms/rule/rule-form';

interface PresetDialogProps {
  /** Called with the chosen preset and the form values of a rule made from it. */
  readonly onChoose: (values: RuleValues, preset: Preset) => void;
  readonly onClose: () => void;
}

/** Ready-made rules by subject, each with sample lines that match and lines that do not. */
export function PresetDialog({ onChoose, onClose }: PresetDialogProps) {
  const { t } = useTranslation();
  useReturnFocus();
  const [search, setSearch] = useState('');
  const groups = findPresets(search, (key, values) => t(key, { ...values }));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('window.presets.title')}
      size="lg"
      styles={{ title: { fontWeight: 600 } }}
      closeButtonProps={{ 'aria-label': t('window.form.close') }}
    >
      <Stack gap="md" mih={360}>
        <TextInput
          data-autofocus
          aria-label={t('window.presets.search')}
          placeholder={t('window.presets.hint')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Text role="status" c="dimmed" hidden={groups.length > 0}>
          {groups.length > 0 ? '' : t('window.presets.none')}
        </Text>
        {groups.map((group) => (
          <Presets key={group.about} group={group} onChoose={onChoose} />
        ))}
      </Stack>
    </Modal>
  );
}

function Presets({ group, onChoose }: { readonly group: PresetGroup } & Pick<PresetDialogProps, 'onChoose'>) {
  const { t } = useTranslation();
  return (
    <section aria-label={t(`window.presets.${group.about}`)}>
      <Text size="xs" fw={600} c="dimmed" mb={4}>
        {t(`window.presets.${group.about}`)}
      </Text>
      <Accordion order={3} variant="contained" chevronPosition="left" keepMounted={false} transitionDuration={0}>
        {group.presets.map((preset) => (
          <Accordion.Item key={preset.id} value={preset.id}>
            <Accordion.Control fz="sm">{t(`preset.${preset.id}`)}</Accordion.Control>
            <Accordion.Panel>
              <PresetDetails preset={preset} onChoose={onChoose} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}

function PresetDetails({
  preset,
  onChoose,
}: { readonly preset: Preset<PresetId> } & Pick<PresetDialogProps, 'onChoose'>) {
  const { t, i18n } = useTranslation();
  const settings = useSettings();
  const defaults = useDefaultMessages();
  const translate: Translate = (key, values) => t(key, { ...values });
  const name = t(`preset.${preset.id}`);
  const context = { t: translate, language: i18n.language };
  return (
    <Stack gap="sm">
      <Text size="sm">{partBrief('when', ruleOfPreset(preset, translate), settings, context)}</Text>
      <SampleLines title={t('window.presets.matching')} lines={preset.matching} />
      <SampleLines title={t('window.presets.passing')} lines={preset.passing} />
      <Group justify="flex-end">
        <Button
          aria-label={t('window.presets.useOf', { name })}
          onClick={() => onChoose(presetValues(preset, translate, defaults), preset)}
        >
          {t('window.presets.use')}
        </Button>
      </Group>
    </Stack>
  );
}

function SampleLines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <Box>
      <Text size="xs" fw={600} mb={2}>
        {title}
      </Text>
      {lines.map((line) => (
        <Text key={line} component="pre" size="xs" ff="monospace" c="dimmed" m={0} style={{ whiteSpace: 'pre-wrap' }}>
          {line.split('\n').map((part, at) => (
            <Box key={`${at} ${part}`} component="span" display="block">
              <InertLine text={part} />
            </Box>
          ))}
        </Text>
      ))}
    </Box>
  );
}
