import { closeSync } from 'node:fs';
import { isSystemFault } from '../common/error-code';
import type { MatchShare } from '../../../shared/contract/live-view';
import type { Rule, Settings } from '../../../shared/settings/schema';
import { cutLines, lineText, readBytes } from '../log-files/tail';
import { compileRules } from '../match/compiled-rule';
import { fileCodec } from '../watch/reader/encoding';
import { openLogFile, type OpenFile } from '../watch/identity/open-file';
import type { OwnFiles } from '../watch/identity/own-files';
import { BRIEF_WALK } from '../watch/discovery/walk';
import { logsOfRule, type RuleLog } from '../log-files/log-files';

/** Fewest lines for which a match of nearly all is significant. */
const MIN_LINES = 20;
const NEARLY_ALL = 0.9;
/** Most bytes read at the end of each log. */
const TAIL_BYTES = 1_024 * 1_024;
/** Most bytes read of all logs together. */
const MAX_BYTES = 2 * TAIL_BYTES;
const MAX_LOGS = 8;
/** Most time, since this delays the watching. */
const MAX_MS = 500;
/** Limits of the search for the logs. */
const WALK_LIMITS = { ...BRIEF_WALK, ms: MAX_MS / 2 };

/** True if nearly all lines match and there are enough lines to judge. */
export function isNearlyAll(matches: number, lines: number): boolean {
  return lines >= MIN_LINES && matches >= lines * NEARLY_ALL;
}

/**
 * Counts the matches of a rule, enabled or not, in the last lines of its files, except Logbell's own. Reads up to 2 MiB
 * within half a second; an unreadable file counts as empty.
 */
export function matchRate(rule: Rule, settings: Settings, ownFiles: OwnFiles): MatchShare {
  const logs = logsOfRule(rule, settings, ownFiles, WALK_LIMITS).logs.slice(0, MAX_LOGS);
  const compiled = compileRules([{ ...rule, enabled: true }]);
  const deadline = performance.now() + MAX_MS;
  let lines = 0;
  let matches = 0;
  for (const log of logs) {
    for (const line of lastLines(log, ownFiles, Math.min(TAIL_BYTES, Math.floor(MAX_BYTES / logs.length)))) {
      if (performance.now() > deadline) {
        break;
      }
      lines += 1;
      matches += compiled.some(({ find }) => isMatch(find(line))) ? 1 : 0;
    }
  }
  return { lines, matches, nearlyAll: isNearlyAll(matches, lines) };
}

/** False for the end of a pair and for a recovery line. */
function isMatch(found: { readonly part?: string } | null): boolean {
  return found !== null && found.part === undefined;
}

/** Yields the text of the whole lines at the end of a log; nothing if it cannot be read. */
function* lastLines({ path, source }: RuleLog, ownFiles: OwnFiles, bytes: number): Generator<string> {
  let file: OpenFile | string;
  try {
    file = openLogFile(path, ownFiles);
  } catch (error) {
    if (isSystemFault(error)) {
      return;
    }
    throw error;
  }
  if (typeof file === 'string') {
    return;
  }
  const { fd, look } = file;
  try {
    const { codec } = fileCodec(fd, source.encoding);
    const begin = Math.max(0, look.size - bytes);
    // Code units are aligned to the start of the file.
    const from = begin - (begin % codec.unit);
    const { lines } = cutLines(readBytes(fd, from, look.size), codec);
    for (const line of from > 0 ? lines.slice(1) : lines) {
      yield lineText(line, codec);
    }
  } finally {
    closeSync(fd);
  }
}
