import type { PageName } from '../../shared/ipc-contract';
import type { SettingsProblem } from '../../shared/settings-problem';
import type { ProblemCode } from '../../shared/status';

const FILE_CODES: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'no-files-match',
  'too-many-files',
  'looks-cp949',
  'absence-blind',
]);
const HISTORY_CODES: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'text-failed',
  'text-unknown',
  'text-refused',
  'texts-too-late',
]);
const DELIVERY_CODES: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'no-keys',
  'keyring-locked',
  'practice-unavailable',
  'budget-used-up',
]);

/** The page on which a setting is mended. */
export function pageOfSetting(path: string): PageName {
  const section = /^[A-Za-z]*/.exec(path)?.[0] ?? '';
  switch (section) {
    case 'rules':
      return 'rules';
    case 'files':
      return 'files';
    case 'sens':
    case 'delivery':
    case 'recipients':
    case 'policy':
    case 'environment':
      return 'delivery';
    default:
      return 'settings';
  }
}

/** The page on which a standing problem is mended, or read about when only the machine's owner can mend it. */
export function pageOfProblem(code: ProblemCode, settingsProblems: readonly SettingsProblem[]): PageName {
  if (code === 'settings') {
    return pageOfSetting(settingsProblems[0]?.path ?? '');
  }
  if (code.startsWith('file-') || FILE_CODES.has(code)) {
    return 'files';
  }
  if (code.endsWith('-too-slow') || code === 'too-many-keys') {
    return 'rules';
  }
  if (HISTORY_CODES.has(code)) {
    return 'history';
  }
  if (code.startsWith('sens-') || DELIVERY_CODES.has(code)) {
    return 'delivery';
  }
  return code.startsWith('settings-') ? 'settings' : 'help';
}
