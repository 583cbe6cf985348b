import { mkdirSync } from 'node:fs';
import { Ledger, ledgerFile } from '../../../src/main/engine/ledger/ledger';
import type { AppFolder } from './app-folder';

/**
 * Writes `count` matches into the ledger of an app that is not started yet, one a second up to now; every tenth has a
 * practice text.
 */
export function writeHistory(folder: AppFolder, count: number): void {
  mkdirSync(folder.paths.dataDir, { recursive: true, mode: 0o700 });
  const opened = Ledger.open(ledgerFile(folder.paths.dataDir), 0);
  if (!opened.ok) {
    throw new Error(opened.error.code);
  }
  const ledger = opened.value;
  const start = Date.now() - count * 1_000;
  const numbers = Array.from({ length: count }, (_nothing, number) => number);
  const owed = ledger.commit(() => numbers.flatMap((number) => writeMatch(ledger, number, start + number * 1_000)));
  const texts = owed.flatMap((id) => ledger.texts.find(id) ?? []);
  ledger.texts.changeTexts(
    texts.map((text) => ({ text, state: 'delivered', reason: null })),
    Date.now(),
  );
  ledger.close();
}

/** Returns the ids of the texts that are now owed. */
function writeMatch(ledger: Ledger, number: number, at: number): readonly number[] {
  const rule = {
    ruleId: 'payment',
    rule: '결제 오류',
    fileId: 'app',
    path: `/var/log/payment/worker-${number % 12}.log`,
  };
  const line = `2026-01-31T09:30:00+0900 payment[${number}]: card declined, retry ${number % 7} of 7 결제 실패`;
  if (number % 10 !== 0) {
    ledger.alerts.addMatch({ ...rule, at, line, decision: { outcome: 'held', why: 'cooldown', params: {} } }, null);
    return [];
  }
  const alert = ledger.alerts.addAlert({
    ...{ at, kind: 'rule', ruleId: rule.ruleId, rule: rule.rule, content: `[결제 오류] ${line}`, held: 9 },
    ...{ type: 'SMS', subject: '', practice: true, prices: { SMS: 9, LMS: 30, MMS: 100 } },
    recipients: [{ id: 'me', name: '김당직', to: '010******78' }],
  });
  ledger.alerts.addMatch({ ...rule, at, line, decision: { outcome: 'alerted', why: 'matched', params: {} } }, alert.id);
  return alert.textIds;
}
