import { expect, it } from 'vitest';
import { currentMutes, currentPause, saveMuteEnd, savePauseEnd } from '../../../../src/main/engine/alert/silences';
import { openLedger } from '../../../support/engine/open-ledger';

const NOW = 1_000_000;

it('a pause lasts until its end, and keeps the matches held before it was changed', () => {
  const ledger = openLedger();
  expect(currentPause(ledger, NOW)).toBeNull();
  savePauseEnd(ledger, NOW + 1_000, NOW);
  ledger.state.savePause({ from: NOW, until: NOW + 1_000, held: 2 });
  savePauseEnd(ledger, NOW + 5_000, NOW + 500);
  expect(currentPause(ledger, NOW + 4_999)).toMatchObject({ until: NOW + 5_000, held: 2 });
  expect(currentPause(ledger, NOW + 5_000)).toBeNull();
});

it('a pause that was ended has no length left when the clock is set back', () => {
  const ledger = openLedger();
  savePauseEnd(ledger, NOW + 5_000, NOW);
  savePauseEnd(ledger, NOW + 1_000, NOW + 1_000);
  expect(currentPause(ledger, NOW + 1_000)).toBeNull();
  const after = currentPause(ledger, NOW);
  expect(after === null ? 0 : after.until - NOW).toBe(0);
});

it('mutes are listed by rule until they end, and are due then', () => {
  const ledger = openLedger();
  saveMuteEnd(ledger, 'disk', NOW + 1_000, NOW);
  saveMuteEnd(ledger, 'net', NOW + 2_000, NOW);
  expect(Array.from(currentMutes(ledger, NOW).keys())).toEqual(['disk', 'net']);
  expect(ledger.policy.nextDue()).toBe(NOW + 1_000);
  saveMuteEnd(ledger, 'net', NOW, NOW);
  expect(Array.from(currentMutes(ledger, NOW).keys())).toEqual(['disk']);
  expect(currentMutes(ledger, NOW + 1_000).size).toBe(0);
});
