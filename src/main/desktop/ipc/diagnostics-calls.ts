import { readdirSync, statSync } from 'node:fs';
import { arch, homedir, release, type } from 'node:os';
import { join } from 'node:path';
import type { ChannelSecretsView } from '../../../shared/contract/delivery/channel-secrets';
import type { AppInfo, SettingsView } from '../../../shared/contract/ipc/snapshot';
import { readEnd } from '../../engine/common/files/bounded-file';
import type { AppPaths } from '../../settings/config-dir';
import type { Secrets } from '../../settings/secrets/secrets';
import type { CallHandlers } from './ipc';
import { diagnosticsText, type DiagnosticFacts } from '../files/diagnostics';
import type { EngineClient } from '../engine/engine-client';
import { dayStamp, saveFile } from '../files/save-file';
import type { AppStatusStore } from '../engine/app-status';

/** Number of history entries to count. */
const ENTRIES = 500;
const LOG_LINES = 200;
/** Bytes to read at the end of the log for these lines. */
const LOG_BYTES = 256 * 1_024;

/** Sources of a diagnosis. */
export interface DiagnosticsDeps {
  readonly engine: EngineClient;
  readonly secrets: Secrets;
  readonly statusStore: AppStatusStore;
  readonly paths: AppPaths;
  readonly info: () => AppInfo;
  readonly view: () => SettingsView;
  readonly channelSecrets: () => ChannelSecretsView['channels'];
}

/** Handles the calls for a diagnosis. `diagnostics:save` writes exactly the text last shown. */
export function diagnosticsCalls(deps: DiagnosticsDeps): Pick<CallHandlers, 'diagnostics:read' | 'diagnostics:save'> {
  let shown: string | null = null;
  const read = async (): Promise<string> => {
    shown = diagnosticsText(await collect(deps));
    return shown;
  };
  return {
    'diagnostics:read': read,
    'diagnostics:save': async () =>
      saveFile(`logbell-diagnostics-${dayStamp(Date.now())}.json`, shown ?? (await read())),
  };
}

async function collect(deps: DiagnosticsDeps): Promise<DiagnosticFacts> {
  const { engine, secrets, statusStore, paths, info } = deps;
  return {
    madeAt: Date.now(),
    info: info(),
    system: {
      chromium: process.versions.chrome,
      node: process.versions.node,
      system: `${type()} ${release()} ${arch()}`,
      desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '',
      session: process.env['XDG_SESSION_TYPE'] ?? '',
    },
    settings: deps.view(),
    keys: secrets.view(),
    channelSecrets: deps.channelSecrets(),
    status: statusStore.status(),
    // The status says why there is no engine.
    history: await engine.history({ before: null, limit: ENTRIES, search: '' }).catch(() => []),
    ledgerFiles: sizesIn(paths.dataDir),
    ownLog: lastLines(paths.logFile),
    home: homedir(),
  };
}

function sizesIn(folder: string): Readonly<Record<string, number>> {
  try {
    const names = readdirSync(folder).filter((name) => name.startsWith('ledger.db'));
    return Object.fromEntries(names.map((name) => [name, statSync(join(folder, name)).size]));
  } catch {
    // Files whose size cannot be read are left out.
    return {};
  }
}

function lastLines(file: string): readonly string[] {
  try {
    return readEnd(file, LOG_BYTES).toString('utf8').trimEnd().split('\n').slice(-LOG_LINES);
  } catch {
    // A disk that cannot be written has no log.
    return [];
  }
}
