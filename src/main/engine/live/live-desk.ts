import type { EncodingPreview, LiveQuery, LiveReading, MatchShare } from '../../../shared/live-view';
import type { Rule } from '../../../shared/settings';
import type { EngineConfig } from '../engine-api';
import { matchShare } from '../dry-run/match-share';
import { readPathPattern } from '../watch/discovery';
import { previewEncodings } from './encoding-preview';
import { readLive, unread } from './read-live';
import { ruleMarks, type MarkLine } from './rule-marks';

/** Answers what the window asks about files' lines; it looks on, and has no part in the watching. */
export class LiveDesk {
  readonly #config: () => EngineConfig;
  readonly #ownFiles: readonly string[];
  #made: { readonly config: EngineConfig; readonly fileId: string; readonly mark: MarkLine } | null = null;

  constructor(config: () => EngineConfig, ownFiles: readonly string[]) {
    this.#config = config;
    this.#ownFiles = ownFiles;
  }

  /** What a watched file has after a place. */
  read({ fileId, path, after, rule }: LiveQuery): LiveReading {
    const source = this.#config().settings.files.find(({ id }) => id === fileId);
    if (!source || !readPathPattern(source.path).matches(path) || this.#isOwn(path)) {
      return unread('foreign');
    }
    const mark = rule ? ruleMarks([{ ...rule, enabled: true }], fileId) : this.#markFor(fileId);
    return readLive({ path, encoding: source.encoding, after, mark });
  }

  /** The last lines behind a path or glob, in every encoding. */
  encodings(path: string): EncodingPreview {
    return previewEncodings(path, (one) => this.#isOwn(one));
  }

  /** How many of the last lines of its files a rule matches. */
  share(rule: Rule): MatchShare {
    return matchShare(rule, this.#config().settings, this.#ownFiles);
  }

  #isOwn(path: string): boolean {
    return this.#ownFiles.includes(path);
  }

  /** Rules are made ready once for as long as the settings stand. */
  #markFor(fileId: string): MarkLine {
    const config = this.#config();
    if (this.#made?.config !== config || this.#made.fileId !== fileId) {
      this.#made = { config, fileId, mark: ruleMarks(config.settings.rules, fileId) };
    }
    return this.#made.mark;
  }
}
