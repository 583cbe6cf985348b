import type { EngineStatus, FileCount, FileStatus } from '../../shared/status';

/** Files listed for one entry of the settings: a glob may stand for thousands. */
const LISTED_PER_ENTRY = 100;

type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** What the status says of the files: the first of each entry, those in trouble before others, and the numbers of all. */
export function listFiles(files: readonly FileStatus[]): Pick<EngineStatus, 'files' | 'fileCounts'> {
  const ofEntry = new Map<string, FileStatus[]>();
  for (const file of files) {
    const list = ofEntry.get(file.fileId) ?? [];
    list.push(file);
    ofEntry.set(file.fileId, list);
  }
  return {
    files: Array.from(ofEntry.values()).flatMap(firstOf),
    fileCounts: Array.from(ofEntry, ([fileId, list]) => countOf(fileId, list)),
  };
}

function firstOf(files: readonly FileStatus[]): readonly FileStatus[] {
  if (files.length <= LISTED_PER_ENTRY) {
    return files;
  }
  const well = files.filter((file) => !isInTrouble(file));
  return [...files.filter(isInTrouble), ...well].slice(0, LISTED_PER_ENTRY);
}

function isInTrouble({ state }: FileStatus): boolean {
  return state === 'unreadable' || state === 'refused';
}

function countOf(fileId: string, files: readonly FileStatus[]): FileCount {
  const count: Mutable<FileCount> = { fileId, following: 0, waiting: 0, unreadable: 0, refused: 0 };
  files.forEach(({ state }) => (count[state] += 1));
  return count;
}
