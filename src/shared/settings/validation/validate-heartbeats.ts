import type { Indexed } from './entry-index';
import { settingsProblem, type SettingsProblem } from './problems';
import type { Heartbeat } from '../schema';

/** A web address: scheme, host, port, path and query; no user name or password. */
const URL_FORM = /^(https?):\/\/(\[[\da-f:.]+\]|[\p{L}\p{N}._-]+)(:\d{1,5})?(\/[^\s?#]*)?(\?[^\s#]*)?$/iu;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** Keeps the heartbeats that can be sent, and reports the others. */
export function usableHeartbeats(
  heartbeats: readonly Indexed<Heartbeat>[],
  report: (problems: readonly SettingsProblem[]) => void,
): readonly Heartbeat[] {
  const ids = new Set<string>();
  return heartbeats.flatMap(({ item, index }) => {
    const found = problemsOf(item, index, ids);
    report(found);
    return found.length === 0 ? [item] : [];
  });
}

/** Warns of addresses beyond this computer whose secret URL travels unencrypted. */
export function heartbeatWarnings(heartbeats: readonly Heartbeat[]): SettingsProblem[] {
  return heartbeats.flatMap(({ url = '' }, index) => {
    const [, scheme = '', host = ''] = URL_FORM.exec(url) ?? [];
    return scheme.toLowerCase() === 'http' && !LOOPBACK.test(host)
      ? [settingsProblem(['heartbeats', index, 'url'], 'http-in-clear')]
      : [];
  });
}

function problemsOf({ id, url }: Heartbeat, index: number, ids: Set<string>): SettingsProblem[] {
  if (id === undefined && url === undefined) {
    return [settingsProblem(['heartbeats', index], 'no-url-or-id')];
  }
  if (id !== undefined && ids.has(id)) {
    return [settingsProblem(['heartbeats', index, 'id'], 'duplicate-id', { id })];
  }
  if (id !== undefined) {
    ids.add(id);
  }
  return url === undefined || URL_FORM.test(url) ? [] : [settingsProblem(['heartbeats', index, 'url'], 'bad-url')];
}
