import { expect, it } from 'vitest';
import { healthOf, LATE_TEXT_MS, type HealthFacts } from '../../../../src/shared/contract/health';
import { publicProblem } from '../../../../src/shared/contract/public-params';
import type { Problem, ProblemCode } from '../../../../src/shared/contract/status';
import { reasonOfHealth } from '../../../../src/shared/i18n/status-text';
import { translator } from '../../../../src/shared/i18n/translator';
import { en } from '../../../support/text/strings';

const NOW = Date.UTC(2026, 10, 30);

function health(facts: Partial<HealthFacts> = {}): ReturnType<typeof healthOf> {
  return healthOf({ running: true, problems: [], pausedUntil: null, queuedSince: null, ...facts }, NOW);
}

function problem(code: ProblemCode): Problem {
  return { code, subject: '/var/log/app.log', params: { reason: 'EIO' }, since: NOW };
}

it('is good while the engine runs without a problem', () => {
  expect(health()).toEqual({ ok: true, reasons: [], paused: false });
});

it('stays good during a pause, which it says', () => {
  expect(health({ pausedUntil: NOW + 1 })).toEqual({ ok: true, reasons: [], paused: true });
});

it.each([
  ['ledger-unusable', 'ledger-not-writable'],
  ['file-unreadable', 'log-unreadable'],
  ['file-failing', 'log-unreadable'],
  ['sens-refused-key', 'sens-refused'],
  ['sens-unreachable', 'sens-unreachable'],
  ['no-keys', 'keys-missing'],
  ['journal-failing', 'log-unreadable'],
  ['engine-stuck', 'engine-stopped'],
  ['looks-cp949', 'problem'],
] as const)('names %s as %s', (code, reason) => {
  const { ok, reasons } = health({ problems: [problem(code)] });
  expect([ok, reasons]).toEqual([false, [{ code: reason, problem: problem(code) }]]);
});

it('says a problem with the words of tray and window', () => {
  const [reason] = health({ problems: [problem('file-failing')] }).reasons;
  expect(reason && reasonOfHealth(reason, translator('en'))).toBe(
    en('problem.file-failing.title', { subject: '/var/log/app.log', reason: 'EIO' }),
  );
});

it('names a stopped engine and a text that waits too long', () => {
  const { ok, reasons } = health({ running: false, queuedSince: NOW - LATE_TEXT_MS - 1 });
  expect([ok, reasons.map((reason) => reasonOfHealth(reason, translator('en')))]).toEqual([
    false,
    [en('health.engine-stopped'), en('health.texts-late')],
  ]);
  expect(health({ queuedSince: NOW - LATE_TEXT_MS }).ok).toBe(true);
});

it('names a ledger that takes no write, once', () => {
  const codes = (facts: Partial<HealthFacts>): readonly string[] => health(facts).reasons.map(({ code }) => code);
  expect(codes({ ledgerWritable: false })).toEqual(['ledger-not-writable']);
  expect(codes({ ledgerWritable: false, problems: [problem('ledger-unusable')] })).toEqual(['ledger-not-writable']);
  expect(codes({ ledgerWritable: true })).toEqual([]);
});

it('stays good if only its heartbeat gets lost', () => {
  expect(health({ problems: [problem('heartbeat-undelivered')] }).ok).toBe(true);
});

it('leaves private values out of a sentence for others', () => {
  const refused: Problem = { ...problem('text-refused'), params: { to: '010-****-5678', reason: 'odd 010' } };
  const reason = { code: 'sens-refused', problem: publicProblem(refused) } as const;
  expect(reasonOfHealth(reason, translator('en'))).toBe(en('problem.text-refused.title', { to: '…', reason: '…' }));
});
