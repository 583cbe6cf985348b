import type { SensSettings } from '../../../shared/settings/schema';
import type { Ledger } from '../ledger/ledger';
import type { PolicyKind } from './policy/policy-state';

/** Key of the mode in which the engine ran last. */
const MODE = 'mode';
/** States that follow from texts sent so far. */
const AFTER_TEXTS: readonly PolicyKind[] = [
  'held',
  'cooldown',
  'rollup',
  'threshold',
  'incident',
  'waiting',
  'overBudget',
];

/**
 * Forgets what practice texts have set off once Logbell sends real ones: nobody was told, so no cooldown holds a real
 * text, and no incident escalates. Must run inside a ledger transaction.
 */
export function forgetPractice({ state, policy }: Pick<Ledger, 'state' | 'policy'>, mode: SensSettings['mode']): void {
  const before = state.entry(MODE);
  if (before === mode) {
    return;
  }
  if (before === 'practice') {
    AFTER_TEXTS.forEach((kind) => policy.keepOnly(new Set(), kind));
  }
  state.saveEntry(MODE, mode);
}
