import { debuglog } from 'node:util';
import { settingsProblem, type SettingsProblem } from '../../../shared/settings/problems';

/** Parts of Node that print the headers of requests, keys among them, when NODE_DEBUG names them (Node, "util.debuglog"). */
const TALKATIVE = ['http', 'https', 'net', 'tls'];

/** A problem when Node would print keys: it reads NODE_DEBUG before anything of Logbell runs, so only the person can end it. */
export function debugProblems(): readonly SettingsProblem[] {
  return TALKATIVE.some((part) => debuglog(part).enabled)
    ? [settingsProblem(['environment', 'NODE_DEBUG'], 'prints-keys')]
    : [];
}
