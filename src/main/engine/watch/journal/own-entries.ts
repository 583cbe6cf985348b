import { readFileSync } from 'node:fs';
import type { JournalEntry } from './entry';

/** Tells entries that this process writes: reading its own output, it would match the same line again and again. */
export class OwnEntries {
  readonly #pid = String(process.pid);
  readonly #boot = currentBoot();

  without(entries: readonly JournalEntry[]): readonly JournalEntry[] {
    return entries.filter(({ pid, boot }) => pid !== this.#pid || boot !== this.#boot);
  }
}

/** Id of the running boot, as journal entries have it (random(4), sd_id128_get_boot(3)); empty if unknown. */
function currentBoot(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().replaceAll('-', '');
  } catch {
    return '';
  }
}
