import { decision, held, heldUntil, reported, thresholdReached } from './ko/decision';
import { defaultMessage } from './ko/default-message';
import { dryRun } from './ko/dry-run';
import { image } from './ko/image';
import { incident } from './ko/incident';
import { noun } from './ko/noun';
import { preset, presetMessage } from './ko/preset';
import { problem, problemReported } from './ko/problem';
import { fallbackReason, reason } from './ko/reason';
import { regexFault, settingsProblem } from './ko/settings-problem';
import { textAction } from './ko/text-action';
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
