import type { PageName } from '../../shared/contract/ipc/pushes';
import type { SettingsProblem } from '../../shared/settings/validation/problems';
import type { Problem, ProblemCode } from '../../shared/contract/status';
import { policyField } from '../forms/policy-form';

/**
 * Part of a page that a link can lead to: a section, the list of faults, or the row of a rule's id or a file's path,
 * or the form of a new rule for a file's id or of a new journal log.
 */
export type PartName =
  | 'faults'
  | 'sens'
  | 'keys'
  | 'recipients'
  | 'groups'
  | 'channels'
  | 'copies'
  | 'fallback'
  | 'problems'
  | 'cost'
  | 'policy'
  | 'sending'
  | `rule ${string}`
  | `new rule ${string}`
  | 'new journal'
  | `file ${string}`;

/** Place to fix something: the page and, if known, its part and the field in it. */
export interface Target {
  readonly page: PageName;
  readonly part: PartName | null;
  readonly field: string | null;
}

const FILE_CODES: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'no-files-match',
  'too-many-files',
  'glob-too-broad',
  'looks-cp949',
]);

const HISTORY_CODES: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'text-failed',
  'text-unknown',
  'text-refused',
  'texts-too-late',
  'texts-held',
  'escalation-given-up',
]);

const KEY_CODES: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'no-keys',
  'keyring-locked',
  'sens-refused-key',
  'sens-no-right',
]);

/** Fields of the SENS section that most often fix these problems. */
const SENS_FIELDS: Partial<Readonly<Record<ProblemCode, string>>> = {
  'sens-unknown-service': 'serviceId',
  'sens-bad-request': 'from',
  'sens-unreachable': 'zone',
  'sens-odd-answer': 'zone',
  'sens-certificate': 'zone',
};

/** Target of a setting, by its path (`sens.serviceId`). */
export function targetOfSetting(path: string): Target {
  const [, section = '', subpath = ''] = /^([A-Za-z]*)[.]?(.*)$/.exec(path) ?? [];
  switch (section) {
    case 'rules':
    case 'files':
      return target(section, 'faults');
    case 'sens':
      return targetOfSens(subpath);
    case 'environment':
      return target('delivery', 'keys');
    case 'recipients':
    case 'groups':
    case 'channels':
    case 'problems':
      return target('delivery', section);
    case 'delivery':
      return target('delivery', deliveryPart(subpath));
    case 'policy':
      return target('delivery', 'policy', policyField(subpath));
    default:
      return target('settings', 'faults');
  }
}

function deliveryPart(subpath: string): PartName {
  const [field = ''] = /^[A-Za-z]*/.exec(subpath) ?? [];
  const parts: Partial<Readonly<Record<string, PartName>>> = {
    prices: 'cost',
    smsOnly: 'cost',
    channels: 'copies',
    fallback: 'fallback',
  };
  return parts[field] ?? 'sending';
}

function targetOfSens(subpath: string): Target {
  return subpath === 'keys' ? target('delivery', 'keys') : target('delivery', 'sens', subpath === '' ? null : subpath);
}

/** Target to fix a problem, or the page that explains it if only the machine's owner can. */
export function targetOfProblem(
  { code, subject }: Pick<Problem, 'code' | 'subject'>,
  settingsProblems: readonly SettingsProblem[],
): Target {
  if (code === 'settings') {
    return targetOfSetting(settingsProblems[0]?.path ?? '');
  }
  if (code === 'absence-blind' || code === 'folder-too-full') {
    return target('files', null);
  }
  if (/^(?:file|journal)-/.test(code) || FILE_CODES.has(code)) {
    return target('files', subject === '' ? null : `file ${subject}`);
  }
  if (code.endsWith('-too-slow') || code === 'too-many-keys') {
    return target('rules', `rule ${subject}`);
  }
  if (HISTORY_CODES.has(code)) {
    return target('history', null);
  }
  return targetOfDelivery(code) ?? target(code.startsWith('settings-') ? 'settings' : 'help', null);
}

function targetOfDelivery(code: ProblemCode): Target | null {
  if (KEY_CODES.has(code)) {
    return target('delivery', 'keys');
  }
  if (code === 'budget-used-up') {
    return target('delivery', 'policy', 'budget.textsPerDay');
  }
  if (code.startsWith('channel-')) {
    return target('delivery', null);
  }
  return code.startsWith('sens-') || code === 'practice-unavailable'
    ? target('delivery', 'sens', SENS_FIELDS[code] ?? null)
    : null;
}

function target(page: PageName, part: PartName | null, field: string | null = null): Target {
  return { page, part, field };
}
