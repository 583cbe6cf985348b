/** What a text tells besides its line. */
export interface Told {
  /** Matches the text tells of: its own, those that reached a threshold, and those held back. */
  readonly count: number;
  /** Matches held back before that no text has told of. */
  readonly heldBack: number;
  /** When the first match came that this text tells of, ms since 1970. */
  readonly firstAt: number;
  /** What tells this case of the rule from others; empty without a key. */
  readonly key: string;
  /** The number of the incident it belongs to; 0 for none. */
  readonly incident: number;
}
