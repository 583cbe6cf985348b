import { decision as decisionKo } from './ko/decision';
import { dryRun as dryRunKo } from './ko/dry-run';
import { image as imageKo } from './ko/image';
import { incident as incidentKo } from './ko/incident';
import { preset as presetKo } from './ko/preset';
import { problem as problemKo } from './ko/problem';
import { reason as reasonKo } from './ko/reason';
import { regexFault as regexFaultKo } from './ko/regex-fault';
import { settingsProblem as settingsProblemKo } from './ko/settings-problem';
import { textAction as textActionKo } from './ko/text-action';
import { window as windowKo } from './ko/window';
import { decision as decisionEn } from './en/decision';
import { dryRun as dryRunEn } from './en/dry-run';
import { image as imageEn } from './en/image';
import { incident as incidentEn } from './en/incident';
import { preset as presetEn } from './en/preset';
import { problem as problemEn } from './en/problem';
import { reason as reasonEn } from './en/reason';
import { regexFault as regexFaultEn } from './en/regex-fault';
import { settingsProblem as settingsProblemEn } from './en/settings-problem';
import { textAction as textActionEn } from './en/text-action';
import { window as windowEn } from './en/window';

/** The texts of the areas that the window speaks, by language: the others would only weigh on it. */
export const windowTexts = {
  ko: {
    translation: {
      decision: decisionKo,
      dryRun: dryRunKo,
      image: imageKo,
      incident: incidentKo,
      preset: presetKo,
      problem: problemKo,
      reason: reasonKo,
      regexFault: regexFaultKo,
      settingsProblem: settingsProblemKo,
      textAction: textActionKo,
      window: windowKo,
    },
  },
  en: {
    translation: {
      decision: decisionEn,
      dryRun: dryRunEn,
      image: imageEn,
      incident: incidentEn,
      preset: presetEn,
      problem: problemEn,
      reason: reasonEn,
      regexFault: regexFaultEn,
      settingsProblem: settingsProblemEn,
      textAction: textActionEn,
      window: windowEn,
    },
  },
} as const;
