import { accessSync, constants } from 'node:fs';
import { join, resolve } from 'node:path';
import { problemWords } from '../../../shared/i18n/problem-text';
import { settingsSentence } from '../../../shared/i18n/settings-problem-text';
import type { Translate } from '../../../shared/i18n/translator';
import { settingsProblem } from '../../../shared/settings/validation/problems';
import { missingAccess } from '../../engine/common/files/file-access';
import { systemPath } from '../../engine/common/files/system-path';
import { pathOnDisk, previewPath } from '../../engine/watch/discovery/expand-path';
import { readPathPattern } from '../../engine/watch/discovery/glob/path-pattern';
import { statFile } from '../../engine/watch/identity/file-id';
import { labelled } from '../output/messages';
import type { Output } from '../output/terminal';

interface TellDeps {
  /** Folder that log files are looked for in. */
  readonly root: string;
  readonly output: Output;
  readonly translate: Translate;
}

/** Sentence about a log that can never be watched: a folder, no regular file, or in `~/`, which only shells know; or null. */
export function logFault(log: string, root: string, translate: Translate): string | null {
  if (log === '') {
    return translate('cli.setup.empty');
  }
  if (/^~[^/]*\//.test(log)) {
    return settingsSentence(settingsProblem([], 'relative-path', { path: log }), translate);
  }
  const path = resolve(log);
  const { isGlob } = readPathPattern(join(root, path));
  if (isGlob) {
    return null;
  }
  const found = statFile(pathOnDisk(join(root, path)));
  const kind = 'missing' in found ? 'file' : found.kind;
  if (kind === 'directory' || log.endsWith('/')) {
    return problemWords({ code: 'file-directory', subject: path, params: {} }, translate);
  }
  return kind === 'special' ? problemWords({ code: 'file-special', subject: path, params: {} }, translate) : null;
}

/** Says that a log does not exist yet, and warns of one that the user of this process may not read. */
export async function tellOfLog(log: string, { root, output, translate }: TellDeps): Promise<void> {
  const { isGlob } = readPathPattern(join(root, log));
  const path = isGlob ? join(root, log) : pathOnDisk(join(root, log));
  const stat = isGlob ? null : statFile(path);
  const isMissing = stat !== null && 'missing' in stat && stat.missing === 'ENOENT';
  const { paths, isWhole } = isGlob ? await previewPath(path) : { paths: isMissing ? [] : [path], isWhole: true };
  if (paths.length === 0 && isWhole) {
    output.out(translate(isGlob ? 'cli.setup.noMatch' : 'cli.setup.notThere', { path: log }));
  }
  const unreadable = paths.find((each) => !isReadable(each));
  if (unreadable !== undefined) {
    const sentence = problemWords(
      { code: 'file-unreadable', subject: unreadable, params: missingAccess(unreadable) },
      translate,
    );
    output.err(labelled('warning', sentence, translate));
  }
}

function isReadable(path: string): boolean {
  try {
    accessSync(systemPath(path), constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
