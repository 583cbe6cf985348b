/** Reason why a disk accepts no more writes: a variant of the problem sentences (i18next, "Context"). */
export type DiskFault = 'full' | 'quota' | 'readonly';

/** Classifies an errno (errno(3)) or SQLite code as a disk fault; null for any other. */
export function diskFault(code: string): DiskFault | null {
  switch (code) {
    case 'ENOSPC':
    case 'SQLITE_FULL':
      return 'full';
    case 'EDQUOT':
      return 'quota';
    case 'EROFS':
      return 'readonly';
    default:
      return null;
  }
}
