import { cli as cliKo } from './ko/cli';
import { csv as csvKo } from './ko/csv';
import { decision as decisionKo } from './ko/decision';
import { digest as digestKo } from './ko/digest';
import { dryRun as dryRunKo } from './ko/dry-run';
import { escalation as escalationKo } from './ko/escalation';
import { image as imageKo } from './ko/image';
import { incident as incidentKo } from './ko/incident';
import { notification as notificationKo } from './ko/notification';
import { phone as phoneKo } from './ko/phone';
import { preset as presetKo } from './ko/preset';
import { problem as problemKo } from './ko/problem';
import { reason as reasonKo } from './ko/reason';
import { settingsProblem as settingsProblemKo } from './ko/settings-problem';
import { textAction as textActionKo } from './ko/text-action';
import { tray as trayKo } from './ko/tray';
import { window as windowKo } from './ko/window';
import { cli as cliEn } from './en/cli';
import { csv as csvEn } from './en/csv';
import { decision as decisionEn } from './en/decision';
import { digest as digestEn } from './en/digest';
import { dryRun as dryRunEn } from './en/dry-run';
import { escalation as escalationEn } from './en/escalation';
import { image as imageEn } from './en/image';
import { incident as incidentEn } from './en/incident';
import { notification as notificationEn } from './en/notification';
import { phone as phoneEn } from './en/phone';
import { preset as presetEn } from './en/preset';
import { problem as problemEn } from './en/problem';
import { reason as reasonEn } from './en/reason';
import { settingsProblem as settingsProblemEn } from './en/settings-problem';
import { textAction as textActionEn } from './en/text-action';
import { tray as trayEn } from './en/tray';
import { window as windowEn } from './en/window';

/** All texts by language and area. */
export const resources = {
  ko: {
    translation: {
      cli: cliKo,
      csv: csvKo,
      decision: decisionKo,
      digest: digestKo,
      dryRun: dryRunKo,
      escalation: escalationKo,
      image: imageKo,
      incident: incidentKo,
      notification: notificationKo,
      phone: phoneKo,
      preset: presetKo,
      problem: problemKo,
      reason: reasonKo,
      settingsProblem: settingsProblemKo,
      textAction: textActionKo,
      tray: trayKo,
      window: windowKo,
    },
  },
  en: {
    translation: {
      cli: cliEn,
      csv: csvEn,
      decision: decisionEn,
      digest: digestEn,
      dryRun: dryRunEn,
      escalation: escalationEn,
      image: imageEn,
      incident: incidentEn,
      notification: notificationEn,
      phone: phoneEn,
      preset: presetEn,
      problem: problemEn,
      reason: reasonEn,
      settingsProblem: settingsProblemEn,
      textAction: textActionEn,
      tray: trayEn,
      window: windowEn,
    },
  },
} as const;
