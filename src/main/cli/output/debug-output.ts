import { debuglog } from 'node:util';
import { settingsProblem, type SettingsProblem } from '../../../shared/settings/validation/problems';

/** Parts of Node that print request headers, keys among them, if NODE_DEBUG names them (Node, "util.debuglog"). */
const KEY_PRINTING_PARTS = ['http', 'https', 'net', 'tls'];

/**
 * Reports a problem if Node would print keys. Node reads NODE_DEBUG before any of Logbell's code runs, so only the user
 * can turn it off.
 */
export function debugProblems(): readonly SettingsProblem[] {
  return KEY_PRINTING_PARTS.some((part) => debuglog(part).enabled)
    ? [settingsProblem(['environment', 'NODE_DEBUG'], 'prints-keys')]
    : [];
}
