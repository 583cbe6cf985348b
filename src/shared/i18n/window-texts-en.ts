import { decision, held, heldUntil, reported, thresholdReached } from './en/decision';
import { dryRun } from './en/dry-run';
import { incident } from './en/incident';
import { noun } from './en/noun';
import { defaultMessage, preset, presetMessage } from './en/preset';
import { problem, problemReported } from './en/problem';
import { fallbackReason, reason, textAction } from './en/reason';
import { image, regexFault, settingsProblem } from './en/settings-problem';
import { window } from './en/window';

/** English strings of the areas that the window uses; the window loads them separately. */
export const windowTextsEn = {
  decision,
  defaultMessage,
  dryRun,
  held,
  heldUntil,
  reported,
  thresholdReached,
  image,
  incident,
  noun,
  preset,
  presetMessage,
  problem,
  problemReported,
  fallbackReason,
  reason,
  regexFault,
  settingsProblem,
  textAction,
  window,
};
