import { ActionIcon, Badge, Box, Code, Group, Switch, Table, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Mute } from '../../../shared/contract/status';
import type { Translate } from '../../../shared/i18n/translator';
import { conditionWords, cooldownWords } from '../../../shared/i18n/trigger-words';
import { logTitle } from '../../../shared/settings/log-source';
import type { Rule, Settings } from '../../../shared/settings/schema';
import { ruleTitle } from '../../../shared/settings/titles';
import { useAppPart, useSettings, useSettingsView } from '../../bridge/app-context';
import { InertLine } from '../../components/display/inert-text';
import { MuteControl } from '../../components/display/mute-control';
import { useSavedRow } from '../../components/saving/saved-item';
import { RowActions, useRemoval } from '../../components/saving/row-actions';
import { useAutosave } from '../../components/saving/use-save-settings';
import { inertText } from '../../format/inert-text';
import { channelsBrief, escalationBrief } from '../../format/rule-brief';
import { namesOf, patternText } from '../../format/rule-summary';
import { useFormats } from '../../format/times';
import { withItem } from '../../forms/settings-edits';

interface RulesTableProps {
  readonly rules: readonly Rule[];
  readonly onEdit: (rule: Rule) => void;
  readonly onDryRun: (rule: Rule) => void;
}

/** Table of all rules, each with a switch that takes effect at once. Narrow windows stack its columns. */
export function RulesTable({ rules, onEdit, onDryRun }: RulesTableProps) {
  const { t } = useTranslation();
  return (
    <Table layout="fixed" highlightOnHover horizontalSpacing="xs" aria-label={t('window.page.rules')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={56}>{t('window.rules.on')}</Table.Th>
          <Table.Th>{t('window.rules.rule')}</Table.Th>
          <Table.Th w="27%" visibleFrom="sm">
            {t('window.when.kind')}
          </Table.Th>
          <Table.Th w="17%" visibleFrom="sm">
            {t('window.rules.recipients')}
          </Table.Th>
          <Table.Th w={140}>
            <VisuallyHidden>{t('window.row.actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rules.map((rule) => (
          <RuleRow key={rule.id} rule={rule} onEdit={() => onEdit(rule)} onDryRun={() => onDryRun(rule)} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface RuleRowProps {
  readonly rule: Rule;
  readonly onEdit: () => void;
  readonly onDryRun: () => void;
}

function RuleRow({ rule, onEdit, onDryRun }: RuleRowProps) {
  const { t } = useTranslation();
  const settings = useSettings();
  const mute = useAppPart(({ status }) => status.mutes.find((one) => one.rule === rule.id));
  const remove = useRemoval('rules');
  const saved = useSavedRow('rules', rule.id);
  const title = ruleTitle(rule);
  const recipients = <Recipients rule={rule} settings={settings} />;
  return (
    <Table.Tr {...saved}>
      <Table.Td>
        <EnabledSwitch rule={rule} />
      </Table.Td>
      <Table.Td>
        <Text fw={600} lineClamp={2} title={inertText(title)} className="logbell-path logbell-opens" onClick={onEdit}>
          <InertLine text={title} />
        </Text>
        {mute && <MutedNote mute={mute} />}
        <PatternCell rule={rule} />
        <Box hiddenFrom="sm" mt={4} fz="xs">
          <Timing rule={rule} />
          {recipients}
        </Box>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Timing rule={rule} />
      </Table.Td>
      <Table.Td visibleFrom="sm">{recipients}</Table.Td>
      <Table.Td>
        <RowActions
          title={title}
          parts={[`rule ${rule.id}`]}
          onEdit={onEdit}
          onDelete={() => void remove(rule.id, title)}
        >
          <MuteControl rule={rule} mute={mute} />
          <Tooltip label={t('window.dryRun.title')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('window.dryRun.titleOf', { title })}
              onClick={onDryRun}
            >
              <IconPlayerPlay size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </RowActions>
      </Table.Td>
    </Table.Tr>
  );
}

/** When the rule alerts and how often at most. */
function Timing({ rule }: Pick<RuleRowProps, 'rule'>) {
  const { t } = useTranslation();
  const translate: Translate = (key, values) => {
    const text = t(key, { ...values });
    // Keeps the amount and the unit of a duration on one line.
    return key.includes('.duration.') ? text.replaceAll(' ', '\u00a0') : text;
  };
  return (
    <>
      <Text inherit>{conditionWords(rule, translate)}</Text>
      <Text size="xs" c="dimmed">
        {cooldownWords(rule, translate)}
      </Text>
    </>
  );
}

/** Pattern of a rule, its exceptions and its files. */
function PatternCell({ rule: { match, butNot, files } }: Pick<RuleRowProps, 'rule'>) {
  const { t } = useTranslation();
  const settings = useSettings();
  const pattern = patternText(match);
  const pathOf = (id: string): string => {
    const log = settings.files.find((each) => each.id === id);
    return log ? logTitle(log) : id;
  };
  return (
    <>
      <Group gap={6} mt={2}>
        <Text size="xs" lineClamp={2} title={inertText(pattern)}>
          <Code className="logbell-pattern">
            <InertLine text={pattern} />
          </Code>
        </Text>
        {'regex' in match && (
          <Badge color="gray" miw="max-content">
            {t('window.rules.regexShort')}
          </Badge>
        )}
        {butNot.length > 0 && (
          <Badge color="gray" miw="max-content">
            {t('window.rules.butNotCount', { count: butNot.length })}
          </Badge>
        )}
      </Group>
      <Files names={files ? files.map(pathOf) : null} />
    </>
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

/** Recipients and channels of a rule and those it escalates to; the tooltips have all their names. */
function Recipients({ rule, settings }: Pick<RuleRowProps, 'rule'> & { readonly settings: Settings }) {
  const { t } = useTranslation();
  const names = rule.recipients && namesOf(rule.recipients, settings);
  const channels = channelsBrief(rule, settings);
  const escalation = escalationBrief(rule, settings, (key, values) => t(key, { ...values }));
  return (
    <>
      {names !== '' && (
        <Text
          inherit
          lineClamp={2}
          {...(names === undefined && { c: 'dimmed' })}
          title={names}
          className="logbell-path"
        >
          {names ?? t('window.rules.allRecipients')}
        </Text>
      )}
      {channels !== '' && (
        <Text inherit={names === ''} size="xs" lineClamp={2} title={channels} className="logbell-path">
          {t('window.rules.toChannels', { names: channels })}
        </Text>
      )}
      {escalation !== '' && (
        <Text size="xs" c="dimmed" lineClamp={3} title={escalation} className="logbell-path">
          {escalation}
        </Text>
      )}
    </>
  );
}

/** Logs of a rule, null for all; the tooltip has their full paths. */
function Files({ names }: { readonly names: readonly string[] | null }) {
  const { t } = useTranslation();
  return (
    <Text size="xs" c="dimmed" mt={4} lineClamp={2} title={names?.join('\n')} className="logbell-path">
      {names ? t('window.rules.onFiles', { names: names.map(endOfPath).join(', ') }) : t('window.rules.allFiles')}
    </Text>
  );
}

/**
 * File name of a path; for a glob such as `*.log` also its folder, as the name alone says little. Names of journal
 * entries stay whole.
 */
function endOfPath(path: string): string {
  if (!path.startsWith('/')) {
    return path;
  }
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
