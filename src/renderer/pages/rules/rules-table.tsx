import { Badge, Code, Group, Switch, Table, Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Mute } from '../../../shared/contract/status';
import { durationWords } from '../../../shared/i18n/duration-words';
import type { Rule } from '../../../shared/settings/schema';
import { groupTitle, ruleTitle } from '../../../shared/settings/titles';
import { useAppData, useSettings, useSettingsView } from '../../bridge/app-context';
import { InertLine } from '../../components/display/inert-text';
import { MuteControl } from '../../components/display/mute-control';
import { RowActions, useRemoval } from '../../components/saving/row-actions';
import { useAutosave } from '../../components/saving/use-save-settings';
import { inertText } from '../../format/inert-text';
import { recipientTitle } from '../../format/recipient-title';
import { useFormats } from '../../format/times';
import { readDuration } from '../../forms/field-values';
import { withItem } from '../../forms/settings-edits';

interface RulesTableProps {
  readonly rules: readonly Rule[];
  readonly onEdit: (rule: Rule) => void;
}

/** Table of all rules, each with a switch that takes effect at once. */
export function RulesTable({ rules, onEdit }: RulesTableProps) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table highlightOnHover horizontalSpacing="xs" aria-label={t('window.page.rules')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={56}>{t('window.rules.on')}</Table.Th>
            <Table.Th w="28%">{t('window.rules.name')}</Table.Th>
            <Table.Th w="44%">{t('window.rules.pattern')}</Table.Th>
            <Table.Th style={{ whiteSpace: 'nowrap' }}>{t('window.rules.recipients')}</Table.Th>
            <Table.Th style={{ whiteSpace: 'nowrap' }}>{t('window.rules.cooldown')}</Table.Th>
            <Table.Th w={116}>
              <VisuallyHidden>{t('window.row.actions')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} onEdit={() => onEdit(rule)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function RuleRow({ rule, onEdit }: { readonly rule: Rule; readonly onEdit: () => void }) {
  const { t } = useTranslation();
  const settings = useSettings();
  const mute = useAppData().status.mutes.find((one) => one.rule === rule.id);
  const remove = useRemoval('rules');
  const title = ruleTitle(rule);
  const pattern = 'text' in rule.match ? rule.match.text : rule.match.regex;
  const pathOf = (id: string): string => settings.files.find((file) => file.id === id)?.path ?? id;
  const nameOf = (id: string): string => {
    const recipient = settings.recipients.find((one) => one.id === id);
    const group = settings.groups.find((one) => one.id === id);
    return recipient ? recipientTitle(recipient) : group ? groupTitle(group) : id;
  };
  return (
    <Table.Tr>
      <Table.Td>
        <EnabledSwitch rule={rule} />
      </Table.Td>
      <Table.Td>
        <Text fw={600}>
          <InertLine text={title} />
        </Text>
        {mute && <MutedNote mute={mute} />}
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          <Text lineClamp={2} title={inertText(pattern)}>
            <Code className="logbell-pattern">
              <InertLine text={pattern} />
            </Code>
          </Text>
          {'regex' in rule.match && (
            <Badge color="gray" miw="max-content">
              {t('window.rules.regexShort')}
            </Badge>
          )}
          {rule.butNot.length > 0 && (
            <Badge color="gray" miw="max-content">
              {t('window.rules.butNotCount', { count: rule.butNot.length })}
            </Badge>
          )}
        </Group>
        {rule.files && <ChosenFiles paths={rule.files.map(pathOf)} />}
      </Table.Td>
      <Table.Td>
        <Names ids={rule.recipients} all={t('window.rules.everyone')} nameOf={nameOf} />
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {readDuration(rule.cooldown).amount === 0 ? t('window.rules.noCooldown') : durationWords(rule.cooldown, t)}
      </Table.Td>
      <Table.Td>
        <RowActions
          title={title}
          parts={[`rule ${rule.id}`]}
          onEdit={onEdit}
          onDelete={() => void remove(rule.id, title)}
        >
          <MuteControl rule={rule} mute={mute} />
        </RowActions>
      </Table.Td>
    </Table.Tr>
  );
}

function MutedNote({ mute: { until, held } }: { readonly mute: Mute }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Text size="xs" c="dimmed">
      {t('window.mute.muted', { until: formats.clock(until) })}
      {held > 0 && ` · ${t('window.mute.held', { count: held })}`}
    </Text>
  );
}

interface NamesProps {
  readonly ids: readonly string[] | undefined;
  readonly all: string;
  readonly nameOf: (id: string) => string;
}

function Names({ ids, all, nameOf }: NamesProps) {
  const { t } = useTranslation();
  if (ids === undefined) {
    return <Text c="dimmed">{all}</Text>;
  }
  const names = ids.map(nameOf);
  const [first = '', ...others] = names;
  return (
    <Text lineClamp={2} title={names.join('\n')} className="logbell-path">
      {others.length === 0 ? first : t('window.rules.andMore', { first, count: others.length })}
    </Text>
  );
}

/** Files of a rule that is limited to some; the tooltip has their full paths. */
function ChosenFiles({ paths }: { readonly paths: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <Text size="xs" c="dimmed" mt={4} lineClamp={2} title={paths.join('\n')} className="logbell-path">
      {t('window.rules.onFiles', { names: paths.map(endOfPath).join(', ') })}
    </Text>
  );
}

/** File name of a path; for a glob such as `*.log` also its folder, as the name alone says little. */
function endOfPath(path: string): string {
  const parts = path.split('/');
  return parts.slice(parts.at(-1)?.startsWith('*') === true ? -2 : -1).join('/');
}

function EnabledSwitch({ rule }: { readonly rule: Rule }) {
  const { t } = useTranslation();
  const view = useSettingsView();
  const save = useAutosave();
  return (
    <Switch
      size="sm"
      aria-label={t('window.rules.enabledOf', { title: ruleTitle(rule) })}
      checked={rule.enabled}
      onChange={(event) =>
        void save(withItem(view.settings, 'rules', { ...rule, enabled: event.currentTarget.checked }), view)
      }
    />
  );
}
