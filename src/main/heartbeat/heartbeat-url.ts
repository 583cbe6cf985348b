import type { Heartbeat } from '../../shared/settings/schema';

/** Start of the names of variables that hold the URL of a heartbeat. */
const PREFIX = 'LOGBELL_HEARTBEAT_URL';

/** Name of the variable with the URL of a heartbeat: `LOGBELL_HEARTBEAT_URL_OPS` for the id `ops`. */
export function variableOf({ id = '' }: Pick<Heartbeat, 'id'>): string {
  return `${PREFIX}_${id.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/** URL of a heartbeat: from the settings, or else from the environment; null if neither has a web address. */
export function heartbeatUrl(
  heartbeat: Heartbeat,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  const url = heartbeat.url ?? environment[variableOf(heartbeat)]?.trim() ?? '';
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;
}
