import { homedir } from 'node:os';
import { join } from 'node:path';
import { dialog } from 'electron';
import { fail, ok, type Result } from '../../../shared/common/result';
import { isSystemFault } from '../../engine/common/error-code';
import { writeWholeFile } from '../../engine/common/files/atomic-file';

/**
 * Asks for a path and writes the text there for its owner alone (mode 0600). Returns the path; null if the person
 * cancels.
 */
export async function saveFile(name: string, text: string): Promise<Result<string | null, 'not-saved'>> {
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: join(homedir(), name) });
  if (canceled || filePath === '') {
    return ok(null);
  }
  try {
    writeWholeFile(filePath, text, 0o600);
    return ok(filePath);
  } catch (error) {
    if (isSystemFault(error)) {
      return fail('not-saved');
    }
    throw error;
  }
}

/** Local day for file names: `20260131`. */
export function dayStamp(nowMs: number): string {
  const day = new Date(nowMs);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('');
}
