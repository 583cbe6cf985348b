import { decision, held, heldUntil, reported, thresholdReached } from './ko/decision';
import { dryRun } from './ko/dry-run';
import { incident } from './ko/incident';
import { noun } from './ko/noun';
import { defaultMessage, preset, presetMessage } from './ko/preset';
import { problem, problemReported } from './ko/problem';
import { fallbackReason, reason, textAction } from './ko/reason';
import { image, regexFault, settingsProblem } from './ko/settings-problem';
import { window } from './ko/window';

/** Korean strings of the areas that the window uses; the window loads them separately. */
export const windowTextsKo = {
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
