/** Longest literal that is searched for, bytes: one comparison of a SIMD register. */
export const LITERAL_BYTES = 16;
/** Bytes of a literal that the search goes by; the shortest literal has as many. */
export const WINDOW_BYTES = 3;

/** A run of bytes to search for: those whose bits under `mask` are `value`. */
export interface ByteLiteral {
  readonly value: Uint8Array;
  /** As long as `value`: 0xFF, or 0xDF for an ASCII letter of either case. */
  readonly mask: Uint8Array;
  /** The same for the same literal alone. */
  readonly key: string;
}
