import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PresetId } from '../../../shared/presets/all-presets';

/** A log that is on many machines, and the preset that fits it. */
interface KnownLog {
  readonly path: string;
  readonly preset: PresetId;
}

/** Logs in the places of Debian, Ubuntu and the Red Hat family, those of servers first. */
const KNOWN_LOGS: readonly KnownLog[] = [
  { path: '/var/log/nginx/access.log', preset: 'nginx-5xx' },
  { path: '/var/log/nginx/error.log', preset: 'nginx-upstream' },
  { path: '/var/log/apache2/error.log', preset: 'apache-error' },
  { path: '/var/log/httpd/error_log', preset: 'apache-error' },
  { path: '/var/log/mysql/error.log', preset: 'mysql-error' },
  { path: '/var/log/redis/redis-server.log', preset: 'redis-error' },
  { path: '/var/log/syslog', preset: 'disk-full' },
  { path: '/var/log/messages', preset: 'disk-full' },
  { path: '/var/log/auth.log', preset: 'sshd-brute-force' },
  { path: '/var/log/secure', preset: 'sshd-brute-force' },
  { path: '/var/log/kern.log', preset: 'oom-kill' },
];

/** Paths of well-known logs that exist below a root folder. */
export function existingLogs(root: string): readonly string[] {
  return KNOWN_LOGS.map(({ path }) => path).filter((path) => existsSync(join(root, path)));
}

/** Path that was typed, or the log at a place in the list, such as `2`; null for a place that there is not. */
export function chosenLog(typed: string, listed: readonly string[]): string | null {
  return listed.length > 0 && /^\d+$/.test(typed) ? (listed[Number(typed) - 1] ?? null) : typed;
}

/** Id of the preset that fits a well-known log; empty for none. */
export function presetFor(log: string): PresetId | '' {
  return KNOWN_LOGS.find(({ path }) => path === log)?.preset ?? '';
}
