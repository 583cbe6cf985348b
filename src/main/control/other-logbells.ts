import { join } from 'node:path';
import type { OtherLogbell } from '../../shared/contract/other-logbell';
import type { AppPaths, Environment } from '../settings/config-dir';
import { findRunningLogbells, RUN } from './running-logbells';
import { SYSTEM_FOLDER } from './socket-place';
import { userName } from './user-name';

/** Longest wait for another Logbell, ms: a window must not wait for one that hangs. */
const ANSWER_MS = 500;
/** Settings of the system service, which only root and the service can ask. */
const SYSTEM_SETTINGS = '/etc/logbell';

/** Whose others to find. */
interface OthersOptions {
  readonly environment: Environment;
  readonly paths: Pick<AppPaths, 'configDir' | 'dataDir'>;
  /** Root of runtime files, `/run`; another one in tests. */
  readonly runDir?: string;
}

/** Finds the system service, and Logbells of this user with other settings. */
export async function findOthers({
  environment,
  paths,
  runDir = RUN,
}: OthersOptions): Promise<readonly OtherLogbell[]> {
  const { dataDir } = paths;
  const { running, hidden } = await findRunningLogbells({ environment, dataDir, runDir, waitMs: ANSWER_MS });
  const user = userName();
  const seen = running
    .filter(({ settingsFolder }) => settingsFolder !== paths.configDir)
    .filter((other) => other.serves === 'system' || other.user === user)
    .map(({ kind, serves, settingsFolder }) => ({ kind: serves === 'system' ? serves : kind, settingsFolder }));
  // The folder exists only while the service runs (systemd.exec(5), RuntimeDirectory=).
  const isServiceHidden = hidden.includes(join(runDir, SYSTEM_FOLDER)) && paths.configDir !== SYSTEM_SETTINGS;
  return isServiceHidden ? [{ kind: 'system', settingsFolder: SYSTEM_SETTINGS }, ...seen] : seen;
}
