import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { AlertPipeline } from '../../../../src/main/engine/alert/alert-pipeline';
import { DueTimer } from '../../../../src/main/engine/alert/due-timer';
import { PolicyState } from '../../../../src/main/engine/alert/policy/policy-state';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { policySettings, START } from '../../../support/engine/policy-run';
import { scratchDir } from '../../../support/files/scratch-dir';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

it('J23 a clock that is set back does not extend a mute, even without new lines', () => {
  const opened = Ledger.open(join(scratchDir(), 'ledger.db'), START);
  if (!opened.ok) {
    throw new Error(opened.error.code);
  }
  const ledger = opened.value;
  onTestFinished(() => ledger.close());
  let now = START;
  let look: () => void = () => undefined;
  const clock = { now: () => now, after: (_ms: number, task: () => void) => ((look = task), () => undefined) };
  const settings = policySettings([{}]);
  const desk = new AlertPipeline({
    ledger,
    clock,
    pause: { isActive: () => false, saveHeld: () => undefined },
    hostName: 'host',
    settings: () => settings,
    practice: () => true,
  });
  const timer = new DueTimer({
    clock,
    nextDue: () => ledger.policy.nextDue(),
    notDueBefore: () => ledger.policy.notDueBefore(),
    settle: () => {
      ledger.commit(() => desk.settleDue());
      return true;
    },
  });
  const mutedUntil = (): number | undefined => new PolicyState(ledger.policy).get('mute', 'r0')?.until;
  ledger.commit(() => desk.mute('r0', START + 30 * MINUTE));
  timer.check();
  now -= DAY;
  look();
  expect(mutedUntil()).toBe(now + 30 * MINUTE);
  now += 30 * MINUTE;
  look();
  expect(mutedUntil()).toBeUndefined();
});
