import { decision, held, heldUntil, reported, thresholdReached } from './en/decision';
import { defaultMessage } from './en/default-message';
import { dryRun } from './en/dry-run';
import { image } from './en/image';
import { incident } from './en/incident';
import { noun } from './en/noun';
import { preset, presetMessage } from './en/preset';
import { problem, problemReported } from './en/problem';
import { fallbackReason, reason } from './en/reason';
import { regexFault, settingsProblem } from './en/settings-problem';
import { textAction } from './en/text-action';
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
