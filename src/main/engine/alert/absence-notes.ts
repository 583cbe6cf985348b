import { namesVariable } from '../../../shared/sms/template';
import type { PolicyRow } from '../ledger/tables/policy-states';
import type { FoundInFile } from './found-in-file';
import { noticeRule } from './notice-rule';
import { absenceKey, caseNames, caseOf, expectsLines, type AbsenceRule } from './policy/absence';
import type { PolicyMemory } from './policy/policy-memory';

/** The group by whose name a notice knows the cases it tells of. */
const CASES = 'key';

/** Notes that a line has come, when its rule expects lines; false for a rule that does not. `at`: ms since 1970. */
export function noteExpected(
  { match, path }: FoundInFile,
  expected: Map<string, Set<string>>,
  memory: PolicyMemory,
  at: number,
): boolean {
  const { rule } = match.rule;
  if (!expectsLines(rule)) {
    return false;
  }
  const name = caseOf(rule, path, match.found);
  const cases = expected.get(rule.id) ?? new Set();
  expected.set(rule.id, cases.add(name));
  if (rule.absence.by === 'key') {
    const key = absenceKey(rule, name);
    const toldAt = memory.get('absence', rule.id, key)?.toldAt ?? null;
    memory.set('absence', rule.id, key, { seenAt: at, toldAt });
  }
  return true;
}

/** Notes that it is told that lines of these cases are missing, or back. `at`: ms since 1970. */
export function noteTold(
  rule: AbsenceRule,
  cases: readonly string[],
  missing: boolean,
  memory: PolicyMemory,
  at: number,
): void {
  for (const key of cases.map((name) => absenceKey(rule, name))) {
    const seenAt = memory.get('absence', rule.id, key)?.seenAt ?? at;
    if (missing || rule.absence.by === 'key') {
      memory.set('absence', rule.id, key, { seenAt, toldAt: missing ? at : null });
    } else {
      memory.remove('absence', rule.id, key);
    }
  }
}

/** What forgets these cases, so that lines of them are new. */
export function absenceForgotten(rule: AbsenceRule, cases: readonly string[]): PolicyRow[] {
  return cases.map((name) => ({
    kind: 'absence',
    ruleId: rule.id,
    key: absenceKey(rule, name),
    state: null,
    dueAt: null,
  }));
}

/** What tells that lines of these cases are missing, or back. Files and keys are named, also when the message does not. */
export function absenceNotice(rule: AbsenceRule, cases: readonly string[], missing: boolean): FoundInFile {
  const { message, recovered, by } = rule.absence;
  const words = missing ? message : recovered;
  const names = caseNames(cases);
  const saysItself = by === 'rule' || namesVariable(words, ['key', 'file']);
  const notice = noticeRule(rule, saysItself ? words : `${words} ({{key}})`);
  const path = by === 'file' ? names : '';
  const named: Readonly<Record<string, string>> = by === 'rule' ? {} : { [CASES]: names };
  const match = {
    rule: by === 'rule' ? notice : { ...notice, rule: { ...notice.rule, key: CASES } },
    line: names === '' ? notice.title : `${notice.title}: ${names}`,
    found: { matched: '', groups: [], named },
  };
  return { match, path, fileIds: [] };
}
