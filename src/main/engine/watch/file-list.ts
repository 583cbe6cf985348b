import type { EngineStatus, FileCount, FileStatus } from '../../../shared/contract/status';

/** Files listed for one entry of the settings: a glob may stand for thousands. */
const LISTED_PER_ENTRY = 100;

type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** A file that may come to be listed. */
export interface ListedFile {
  /** The entries of the settings that name it. */
  readonly fileIds: readonly string[];
  readonly state: FileStatus['state'];
  /** All there is to say of it under one of the entries. */
  readonly describe: (fileId: string) => FileStatus;
}

/** What the status says of the files: the first of each entry, those in trouble before others, and the numbers of all. */
export function listFiles(files: readonly ListedFile[]): Pick<EngineStatus, 'files' | 'fileCounts'> {
  const ofEntry = new Map<string, ListedFile[]>();
  for (const file of files) {
    for (const fileId of file.fileIds) {
      const list = ofEntry.get(fileId) ?? [];
      list.push(file);
      ofEntry.set(fileId, list);
    }
  }
  return {
    files: Array.from(ofEntry).flatMap(([fileId, list]) => firstOf(list).map(({ describe }) => describe(fileId))),
    fileCounts: Array.from(ofEntry, ([fileId, list]) => countOf(fileId, list)),
  };
}

function firstOf(files: readonly ListedFile[]): readonly ListedFile[] {
  if (files.length <= LISTED_PER_ENTRY) {
    return files;
  }
  const troubled = files.filter(isInTrouble).slice(0, LISTED_PER_ENTRY);
  const well = files.slice(0, LISTED_PER_ENTRY).filter((file) => !isInTrouble(file));
  return [...troubled, ...well].slice(0, LISTED_PER_ENTRY);
}

function isInTrouble({ state }: ListedFile): boolean {
  return state === 'unreadable' || state === 'refused';
}

function countOf(fileId: string, files: readonly ListedFile[]): FileCount {
  const count: Mutable<FileCount> = { fileId, following: 0, waiting: 0, unreadable: 0, refused: 0 };
  files.forEach(({ state }) => (count[state] += 1));
  return count;
}
