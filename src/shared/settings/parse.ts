import { isJsonObject, type JsonObject } from '../common/json-object';
import { type AlertmanagerSettings, alertmanagerSchema } from './alertmanager/alertmanager-schema';
import { channelSchema, problemRoutingSchema } from './channels/channel-schema';
import { alertsSourceSchema, fileSchema, journalSourceSchema } from './log-schema';
import { lenientRule } from './rules/lenient-rule';
import { policySchema } from './rules/policy-schema';
import { ruleSchema } from './rules/rule-schema';
import {
  appSchema,
  deliverySchema,
  emptySettings,
  groupSchema,
  heartbeatSchema,
  metricsSchema,
  receiveSchema,
  recipientSchema,
  sensSchema,
  type Settings,
  SETTINGS_VERSION,
  watchSchema,
} from './schema';
import { isGiven, readList, readOptionalSection, readSection, type Report } from './sections';
import { settingsProblem, type SettingsProblem } from './validation/problems';
import { checkSettings } from './validation/validate';
import { alertmanagerProblems } from './validation/validate-alertmanager';
import { usableHeartbeats } from './validation/validate-heartbeats';
import { usableReceiver } from './validation/validate-receive';
import type { BrokenRule } from './validation/validate-rules';

/** Result of reading settings. */
export interface ParsedSettings {
  /** Complete and usable: invalid parts are left out or replaced by their defaults. */
  readonly settings: Settings;
  /** Empty if the whole input was valid. */
  readonly problems: readonly SettingsProblem[];
}

const TOP_LEVEL = [
  'version',
  'app',
  'watch',
  'sens',
  'delivery',
  'policy',
  'metrics',
  'receive',
  'recipients',
  'groups',
  'channels',
  'problems',
  'alertmanager',
  'files',
  'rules',
  'heartbeats',
];

/** Fields of SENS v1, which is shut down: its headers, and their names in programs. */
const V1_FIELDS = ['serviceSecret', 'authKey', 'X-NCP-auth-key', 'X-NCP-service-secret'];

/**
 * Reads settings from any value: the only way from `config.json`, the window's form or an import to `Settings`. Reports
 * invalid parts by path and leaves them out; the rest keeps working.
 */
export function parseSettings(input: unknown): ParsedSettings {
  if (!isJsonObject(input)) {
    return { settings: emptySettings(), problems: [settingsProblem([], 'not-an-object')] };
  }
  const problems: SettingsProblem[] = [];
  const report = (found: readonly SettingsProblem[]): void => void problems.push(...found);
  report(unknownTopLevel(input));
  report(versionProblems(input['version']));
  const app = readSection(appSchema, input['app'], 'app', report);
  const watch = readSection(watchSchema, input['watch'], 'watch', report);
  const sens = readSection(sensSchema, withoutV1(input['sens'], report), 'sens', report);
  const delivery = readSection(deliverySchema, input['delivery'], 'delivery', report);
  const policy = readSection(policySchema, input['policy'], 'policy', report);
  const problemRouting = readOptionalSection(problemRoutingSchema, input['problems'], 'problems', report);
  const alertmanager = usableCluster(
    readOptionalSection(alertmanagerSchema, input['alertmanager'], 'alertmanager', report),
    report,
  );
  const metrics = readSection(metricsSchema, input['metrics'], 'metrics', report);
  const receive = usableReceiver(readSection(receiveSchema, input['receive'], 'receive', report), report);
  const persons = idsIn(input['recipients']);
  const brokenRules: BrokenRule[] = [];
  const checked = checkSettings({
    sens,
    policy,
    delivery,
    problems: problemRouting,
    recipients: readList(recipientSchema, input['recipients'], 'recipients', report),
    groups: readList(groupSchema, input['groups'], 'groups', report),
    channels: readList(channelSchema, input['channels'], 'channels', report),
    files: readList<LogSchema>(schemaOfLog, input['files'], 'files', report),
    rules: readList(ruleSchema, input['rules'], 'rules', report, ({ index, item, issues, faults }) => {
      const lenient = lenientRule(item, issues);
      brokenRules.push(...(lenient ? [{ index, item: lenient, faults }] : []));
    }),
    brokenRules,
    writtenIds: {
      files: idsIn(input['files']),
      journals: idsIn(input['files'], (item) => 'journal' in item),
      alerts: idsIn(input['files'], (item) => 'alerts' in item),
      recipients: new Set([...persons, ...idsIn(input['groups'])]),
      persons,
      channels: idsIn(input['channels']),
      copied: new Set(delivery.channels),
      cluster: isGiven(input['alertmanager']),
    },
  });
  const heartbeats = usableHeartbeats(readList(heartbeatSchema, input['heartbeats'], 'heartbeats', report), report);
  const { recipients, groups, channels, files, rules } = checked;
  const lists = { recipients, groups, channels, files, rules, heartbeats };
  return {
    settings: {
      ...{ version: SETTINGS_VERSION, app, watch, sens, delivery, policy, metrics, receive },
      problems: problemRouting,
      alertmanager,
      ...lists,
    },
    problems: [...problems, ...checked.problems],
  };
}

/** Returns the Alertmanager cluster if it can be used, and reports what is wrong with it. */
function usableCluster(alertmanager: AlertmanagerSettings | null, report: Report): AlertmanagerSettings | null {
  const found = alertmanager === null ? [] : alertmanagerProblems(alertmanager);
  report(found);
  return found.length === 0 ? alertmanager : null;
}

/** Collects the ids of the items of a list that `isAsked` chooses, those of invalid items included. */
function idsIn(items: unknown, isAsked: (item: JsonObject) => boolean = () => true): ReadonlySet<unknown> {
  const written: readonly unknown[] = Array.isArray(items) ? items : [];
  return new Set(written.flatMap((item) => (isJsonObject(item) && isAsked(item) ? [item['id']] : [])));
}

function unknownTopLevel(input: JsonObject): SettingsProblem[] {
  return Object.keys(input)
    .filter((key) => !TOP_LEVEL.includes(key) && key !== '__internal__')
    .map((key) =>
      V1_FIELDS.includes(key) ? settingsProblem([key], 'sens-v1') : settingsProblem([key], 'unknown-field'),
    );
}

function versionProblems(version: unknown): SettingsProblem[] {
  if (version === undefined || version === SETTINGS_VERSION) {
    return [];
  }
  return typeof version === 'number' && version > SETTINGS_VERSION
    ? [settingsProblem(['version'], 'newer-version', { version: String(version) })]
    : [settingsProblem(['version'], 'bad-value')];
}

function withoutV1(sens: unknown, report: Report): unknown {
  if (!isJsonObject(sens)) {
    return sens;
  }
  const old = Object.keys(sens).filter((key) => V1_FIELDS.includes(key));
  report(old.map((key) => settingsProblem(['sens', key], 'sens-v1')));
  return Object.fromEntries(Object.entries(sens).filter(([key]) => !old.includes(key)));
}

type LogSchema = typeof fileSchema | typeof journalSourceSchema | typeof alertsSourceSchema;

/** Schema of an entry of `files`, which has a path, a selection of journal entries, or one of alerts. */
function schemaOfLog(item: unknown): LogSchema {
  if (isJsonObject(item) && 'alerts' in item && !('journal' in item)) {
    return alertsSourceSchema;
  }
  return isJsonObject(item) && 'journal' in item ? journalSourceSchema : fileSchema;
}
