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

/** With fewer lines it says little that all of them match. */
const LINES_THAT_TELL = 20;
const NEARLY_ALL = 0.9;
/** What is read of the end of each log, of all logs together, and for how long at most: it runs beside the watching. */
const TAIL_BYTES = 1_024 * 1_024;
const ALL_BYTES = 2 * TAIL_BYTES;
const MOST_LOGS = 8;
const MOST_MS = 500;
/** What is looked through for the logs. */
const SEARCH = { ...BRIEF_WALK, ms: MOST_MS / 2 };

/** Whether so many matches in so many lines are nearly all, and the lines enough to say so. */
export function isNearlyAll(matches: number, lines: number): boolean {
  return lines >= LINES_THAT_TELL && matches >= lines * NEARLY_ALL;
}

/**
 * How many of the last lines of its files a rule matches, turned on or not; Logbell's own files are none. Reads 2 MiB for up to half a
 * second. What cannot be read counts as having no lines.
 */
export function matchRate(rule: Rule, settings: Settings, ownFiles: OwnFiles): MatchShare {
  const logs = logsOfRule(rule, settings, ownFiles, SEARCH).logs.slice(0, MOST_LOGS);
  const compiled = compileRules([{ ...rule, enabled: true }]);
  const doneBy = performance.now() + MOST_MS;
  let lines = 0;
  let matches = 0;
  for (const log of logs) {
    for (const line of lastLines(log, ownFiles, Math.min(TAIL_BYTES, Math.floor(ALL_BYTES / logs.length)))) {
      if (performance.now() > doneBy) {
        break;
      }
      lines += 1;
      matches += compiled.some(({ find }) => isMatch(find(line))) ? 1 : 0;
    }
  }
  return { lines, matches, nearlyAll: isNearlyAll(matches, lines) };
}

/** A line that ends something, or says that all is well, is no match. */
function isMatch(found: { readonly part?: string } | null): boolean {
  return found !== null && found.part === undefined;
}

/** The whole lines at the end of a log, each as text when it is asked for; none when it cannot be read. */
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
    // Code units stand at even offsets, counted from the start of the file.
    const from = begin - (begin % codec.unit);
    const { lines } = cutLines(readBytes(fd, from, look.size), codec);
    for (const line of from > 0 ? lines.slice(1) : lines) {
      yield lineText(line, codec);
    }
  } finally {
    closeSync(fd);
  }
}
