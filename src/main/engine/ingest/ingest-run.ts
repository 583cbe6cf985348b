import type { MatchInFile } from '../alert/message/types';
import type { ProblemReporter } from '../common/problems';
import type { FilePosition, FingerprintedFile, LinePlace } from '../ledger/tables/file-positions';
import type { LineMatch, MatchInBlock } from '../match/compiled-rule';
import type { Matcher } from '../match/matcher';
import { fingerprintedFile } from '../watch/identity/fingerprint';
import type { LineRun, ReadAheadFile } from '../watch/reader/line-sink';
import { type Block, offsetInFile } from '../watch/reader/lines';
import type { PendingBatch } from './pending-batch';

interface IngestRunDeps {
  readonly matcher: Matcher;
  readonly pending: PendingBatch;
  readonly problems: ProblemReporter;
  readonly flush: () => boolean;
  /** Counts lines; null while metrics are off. */
  readonly lines: LineCounter | null;
}

/** Counts lines for metrics. */
export interface LineCounter {
  readonly inBlock: (block: Block) => number;
  /** Line ends from `from` on and before `end`, the end of the bytes that were skipped. */
  readonly skipped: (log: ReadAheadFile, from: number, end: number) => number;
}

/** Blocks of one file, matched before their position is known; matches count only together with it. */
export class IngestRun implements LineRun {
  readonly #deps: IngestRunDeps;
  readonly #matches: MatchInFile[] = [];
  readonly #file: RunFile = { fingerprinted: null };
  #bytes = 0;
  /** Bytes that another thread has searched. */
  #skipped = 0;
  #lines = 0;
  #fileIds: readonly string[] = [];

  constructor(deps: IngestRunDeps) {
    this.#deps = deps;
  }

  match(block: Block): boolean {
    const { matcher, pending, problems, lines } = this.#deps;
    const { matches, looksCp949 } = matcher.match(block);
    if (looksCp949) {
      problems.raise('looks-cp949', block.path);
    }
    for (const match of matches) {
      this.#matches.push(new PendingMatch(match, block, this.#file));
    }
    this.#bytes += block.bytes.length;
    this.#lines += lines?.inBlock(block) ?? 0;
    this.#fileIds = block.fileIds;
    return !pending.isFullWith(this.#bytes, this.#matches.length);
  }

  skip(log: ReadAheadFile, from: number, to: number, end: number): void {
    this.#lines += this.#deps.lines?.skipped(log, from, end) ?? 0;
    this.#skipped += to - from;
    this.#fileIds = log.fileIds;
  }

  end(position: FilePosition, rollback: () => void): boolean {
    const { pending, flush, lines } = this.#deps;
    pending.add(position, rollback);
    this.#file.fingerprinted = fingerprintedFile(position);
    for (const one of this.#matches) {
      pending.matches.push(one);
    }
    pending.bytes += this.#bytes;
    const bytes = this.#bytes + this.#skipped;
    if (lines !== null && bytes > 0) {
      pending.amounts.push({ fileIds: this.#fileIds, lines: this.#lines, bytes });
    }
    return !pending.isFull || flush();
  }
}

/** The file that lines of a run come from; `fingerprinted` is set once the run has ended. */
interface RunFile {
  fingerprinted: FingerprintedFile | null;
}

/** A match in a pending run. It is as small as possible, since a flood keeps many until they are written. */
class PendingMatch implements MatchInFile {
  readonly match: LineMatch;
  readonly #block: Pick<Block, 'path' | 'fileIds'>;
  readonly #offset: number;
  readonly #file: RunFile;

  constructor(match: MatchInBlock, block: Block, file: RunFile) {
    this.match = match;
    this.#block = block;
    this.#offset = offsetInFile(block, match.start);
    this.#file = file;
  }

  get path(): string {
    return this.#block.path;
  }

  get fileIds(): readonly string[] {
    return this.#block.fileIds;
  }

  get place(): LinePlace | undefined {
    const { fingerprinted } = this.#file;
    return fingerprinted ? { file: fingerprinted, offset: this.#offset } : undefined;
  }
}
