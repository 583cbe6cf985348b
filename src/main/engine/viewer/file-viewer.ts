import { fail, type Result } from '../../../shared/common/result';
import type {
  EncodingPreview,
  FileViewFault,
  LinesAround,
  LiveQuery,
  LiveReading,
  MatchShare,
} from '../../../shared/contract/live-view';
import { fileSources, isAlerts, isJournal, journalSources } from '../../../shared/settings/log-source';
import type { Rule, Settings } from '../../../shared/settings/schema';
import type { Ledger } from '../ledger/ledger';
import { pathOnDisk } from '../watch/discovery/expand-path';
import { readPathPattern } from '../watch/discovery/glob/path-pattern';
import type { OwnFiles } from '../watch/identity/own-files';
import { previewEncodings } from './encoding-preview';
import { lineInFile } from './line-context';
import { type LineMarker, readLiveTail, lineMarker, failedReading } from './live-tail';
import { entriesAround, journalShare, readLiveEntries } from './journal-view';
import { isNearlyAll, matchRate } from './match-rate';

/** Answers the window's questions about lines of files; independent of the watching. */
export class FileViewer {
  readonly #settings: () => Settings;
  readonly #ownFiles: OwnFiles;
  readonly #ledger: Pick<Ledger, 'history' | 'positions'>;
  #cachedMarker: { readonly settings: Settings; readonly fileId: string; readonly mark: LineMarker } | null = null;

  constructor(settings: () => Settings, ownFiles: OwnFiles, ledger: Pick<Ledger, 'history' | 'positions'>) {
    this.#settings = settings;
    this.#ownFiles = ownFiles;
    this.#ledger = ledger;
  }

  /** Reads a watched file from a cursor on. */
  async read({ fileId, path, after, rule }: LiveQuery): Promise<LiveReading> {
    const source = this.#settings().files.find(({ id }) => id === fileId);
    if (source && isJournal(source)) {
      return readLiveEntries(source.journal, after, this.#marker(fileId, rule));
    }
    if (!source || isAlerts(source) || !readPathPattern(source.path).matches(path)) {
      return failedReading('foreign');
    }
    const mark = this.#marker(fileId, rule);
    return readLiveTail({ path: pathOnDisk(path), ownFiles: this.#ownFiles, encoding: source.encoding, after, mark });
  }

  /** Finds the line of a match in its file, with its context; fails unless the settings name the file. */
  async lineInFile(matchId: number): Promise<Result<LinesAround, FileViewFault>> {
    const entry = this.#ledger.history.entryAt(matchId);
    if (entry) {
      const log = journalSources(this.#settings().files).find(({ id }) => id === entry.fileId);
      return log ? entriesAround(log.journal, entry.cursor) : fail('foreign');
    }
    const match = this.#ledger.history.foundAt(matchId);
    if (!match) {
      return fail('unknown');
    }
    const { files, watch } = this.#settings();
    // The first entry that matches a file decides how it is read.
    const source = fileSources(files).find(({ path }) => readPathPattern(path).matches(match.path));
    if (!source) {
      return fail('foreign');
    }
    const { positions } = this.#ledger;
    const { encoding } = source;
    return lineInFile(match, { encoding, maxLineBytes: watch.maxLineLength, positions, ownFiles: this.#ownFiles });
  }

  /** Previews the last lines of a path or glob in every encoding. */
  encodings(path: string): EncodingPreview {
    return previewEncodings(path, this.#ownFiles);
  }

  /** Counts the matches of a rule in the last lines of its files. */
  async share(rule: Rule): Promise<MatchShare> {
    const settings = this.#settings();
    const inFiles = matchRate(rule, settings, this.#ownFiles);
    const inJournal = await journalShare(rule, settings);
    const [lines, matches] = [inFiles.lines + inJournal.lines, inFiles.matches + inJournal.matches];
    return { lines, matches, nearlyAll: isNearlyAll(matches, lines) };
  }

  #marker(fileId: string, rule: Rule | undefined): LineMarker {
    return rule ? lineMarker([{ ...rule, enabled: true }], fileId) : this.#markerFor(fileId);
  }

  /** Returns the marker of a file's rules, compiled once per settings. */
  #markerFor(fileId: string): LineMarker {
    const settings = this.#settings();
    if (this.#cachedMarker?.settings !== settings || this.#cachedMarker.fileId !== fileId) {
      this.#cachedMarker = { settings, fileId, mark: lineMarker(settings.rules, fileId) };
    }
    return this.#cachedMarker.mark;
  }
}
