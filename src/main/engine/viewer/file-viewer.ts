import { fail, type Result } from '../../../shared/common/result';
import type {
  EncodingPreview,
  FileViewFault,
  LinesAround,
  LiveQuery,
  LiveReading,
  MatchShare,
} from '../../../shared/contract/live-view';
import type { Rule, Settings } from '../../../shared/settings/schema';
import type { Ledger } from '../ledger/ledger';
import { pathOnDisk } from '../watch/discovery/expand-path';
import { readPathPattern } from '../watch/discovery/glob/path-pattern';
import type { OwnFiles } from '../watch/identity/own-files';
import { previewEncodings } from './encoding-preview';
import { lineInFile } from './line-context';
import { type MarkLine, readLiveTail, ruleMarks, unread } from './live-tail';
import { matchRate } from './match-rate';

/** Answers what the window asks about files' lines; it looks on, and has no part in the watching. */
export class FileViewer {
  readonly #settings: () => Settings;
  readonly #ownFiles: OwnFiles;
  readonly #ledger: Pick<Ledger, 'history' | 'positions'>;
  #made: { readonly settings: Settings; readonly fileId: string; readonly mark: MarkLine } | null = null;

  constructor(settings: () => Settings, ownFiles: OwnFiles, ledger: Pick<Ledger, 'history' | 'positions'>) {
    this.#settings = settings;
    this.#ownFiles = ownFiles;
    this.#ledger = ledger;
  }

  /** What a watched file has after a place. */
  read({ fileId, path, after, rule }: LiveQuery): LiveReading {
    const source = this.#settings().files.find(({ id }) => id === fileId);
    if (!source || !readPathPattern(source.path).matches(path)) {
      return unread('foreign');
    }
    const mark = rule ? ruleMarks([{ ...rule, enabled: true }], fileId) : this.#markFor(fileId);
    return readLiveTail({ path: pathOnDisk(path), ownFiles: this.#ownFiles, encoding: source.encoding, after, mark });
  }

  /** The line of a match in its file, with those around it; of a file that the settings name. */
  lineInFile(matchId: number): Result<LinesAround, FileViewFault> {
    const match = this.#ledger.history.foundAt(matchId);
    if (!match) {
      return fail('unknown');
    }
    const { files, watch } = this.#settings();
    // The first entry that names a file says how it is read.
    const source = files.find(({ path }) => readPathPattern(path).matches(match.path));
    if (!source) {
      return fail('foreign');
    }
    const { positions } = this.#ledger;
    const { encoding } = source;
    return lineInFile(match, { encoding, maxLineBytes: watch.maxLineLength, positions, ownFiles: this.#ownFiles });
  }

  /** The last lines behind a path or glob, in every encoding. */
  encodings(path: string): EncodingPreview {
    return previewEncodings(path, this.#ownFiles);
  }

  /** How many of the last lines of its files a rule matches. */
  share(rule: Rule): MatchShare {
    return matchRate(rule, this.#settings(), this.#ownFiles);
  }

  /** Rules are made ready once for as long as the settings stand. */
  #markFor(fileId: string): MarkLine {
    const settings = this.#settings();
    if (this.#made?.settings !== settings || this.#made.fileId !== fileId) {
      this.#made = { settings, fileId, mark: ruleMarks(settings.rules, fileId) };
    }
    return this.#made.mark;
  }
}
