/** Why a disk takes no more: a variant of the problems' sentences (i18next, "Context"). */
export type DiskFault = 'full' | 'quota' | 'readonly';

/** The fault of a disk that an errno (errno(3)) or SQLite code tells of; null for any other. */
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
