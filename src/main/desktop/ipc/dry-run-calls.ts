import { hostname } from 'node:os';
import { fail, ok, type Result } from '../../../shared/common/result';
import { parseSettings } from '../../../shared/settings/parse';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import type { Rule, Settings } from '../../../shared/settings/schema';
import { type RunningDryRun, startDryRun } from '../../engine/dry-run/start';
import { ledgerFiles } from '../../engine/ledger/file/database';
import { ledgerFile } from '../../engine/ledger/ledger';
import type { AppPaths } from '../../settings/config-dir';
import { engineConfig } from '../../settings/engine-config';
import type { SettingsFile } from '../../settings/settings-file';
import type { EngineClient } from '../engine/engine-client';
import type { SettingsWindow } from '../window/settings-window';
import type { CallHandlers } from './ipc';

/** Settings path of the edited rule in `editedRule`. */
const EDITED_RULE_PATH = 'rules[0]';

/** Parts of the app that dry runs use. */
export interface DryRunCallDeps {
  readonly engine: EngineClient;
  readonly settings: SettingsFile;
  readonly window: SettingsWindow;
  readonly paths: AppPaths;
  /** Path of the built engine/dry-run/worker.ts. */
  readonly dryRunWorker: string;
}

/** Number of lines shown from the end of a file. */
const LAST_LINES = 12;

/**
 * Tries an edited rule on the last lines of a file or in a dry run. One dry run runs at a time, in a thread beside the
 * engine's.
 */
export function dryRunCalls({
  engine,
  settings: file,
  window,
  paths,
  dryRunWorker: workerFile,
}: DryRunCallDeps): Pick<
  CallHandlers,
  'rules:last-lines' | 'rules:match-share' | 'rules:dry-run' | 'rules:cancel-dry-run'
> {
  let current: RunningDryRun | null = null;
  return {
    'rules:last-lines': async ({ rule: edited, fileId, path }) => {
      const rule = editedRule(edited, file.state().settings);
      if (!rule.ok) {
        return rule;
      }
      const { state, lines } = await engine.readLive({ fileId, path, after: null, rule: rule.value });
      return ok(state === 'read' ? lines.slice(-LAST_LINES) : null);
    },
    'rules:match-share': async ({ rule: edited }) => {
      const rule = editedRule(edited, file.state().settings);
      return rule.ok ? ok(await engine.matchShare(rule.value)) : rule;
    },
    'rules:dry-run': async ({ run, rule: edited, limits }) => {
      current?.cancel();
      const { settings } = file.state();
      const rule = editedRule(edited, settings);
      if (!rule.ok) {
        return rule;
      }
      const { dataDir, ownFiles } = engineConfig({ settings, keys: null, practice: null, paths });
      const running = startDryRun({
        request: {
          settings,
          rule: rule.value,
          file: null,
          limits,
          ownFiles: [...ownFiles, ...ledgerFiles(ledgerFile(dataDir))],
          hostName: hostname(),
          now: Date.now(),
        },
        progress: (progress) => window.push('dry-run:news', { run, ...progress }),
        workerFile,
      });
      current = running;
      return running.result;
    },
    'rules:cancel-dry-run': () => {
      current?.cancel();
      return undefined;
    },
  };
}

/** Checks a rule from a form together with the other settings; errors have paths below `rules[0]`. */
function editedRule(edited: unknown, settings: Settings): Result<Rule, readonly SettingsProblem[]> {
  const parsed = parseSettings({ ...settings, rules: [edited] });
  const problems = parsed.problems.filter(({ path }) => path.startsWith(EDITED_RULE_PATH));
  const [rule] = parsed.settings.rules;
  return rule && problems.length === 0 ? ok(rule) : fail(problems);
}
