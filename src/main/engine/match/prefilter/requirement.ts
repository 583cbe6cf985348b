import type { LineCodec } from '../../watch/reader/encoding';
import { type ByteLiteral, LITERAL_BYTES, WINDOW_BYTES } from '../scanner/literal';

/** Content of every line that a pattern matches: a text, any of several requirements, or all of them. */
export type Requirement =
  | { readonly kind: 'text'; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: 'any'; readonly of: readonly Requirement[] }
  | { readonly kind: 'all'; readonly of: readonly Requirement[] };

/** Most alternatives of one requirement. */
const MAX_BRANCHES = 256;

/** Requirement of an alternation; null if one branch requires nothing, since then the whole does not either. */
export function anyOf(branches: readonly (Requirement | null)[]): Requirement | null {
  const needed = branches.filter((branch) => branch !== null);
  if (needed.length < branches.length || needed.length > MAX_BRANCHES) {
    return null;
  }
  const [only] = needed;
  return needed.length === 1 && only ? only : { kind: 'any', of: needed };
}

/** Most pieces of a long text among which the rarest is chosen. */
const MAX_PIECES = 8;

/** A requirement in the bytes of one encoding; `never` if no line of that encoding can satisfy it. */
export type BytesRequired =
  | { readonly kind: 'bytes'; readonly literal: ByteLiteral }
  | { readonly kind: 'any' | 'all'; readonly of: readonly BytesRequired[] }
  | { readonly kind: 'never' };

/** Translates a requirement into bytes; null if the bytes of a line cannot decide it. */
export function requiredBytes(requirement: Requirement, codec: LineCodec): BytesRequired | null {
  switch (requirement.kind) {
    case 'text':
      return ofText(requirement.text, requirement.ignoreCase, codec);
    case 'any':
      return anyBytesOf(requirement.of.map((part) => requiredBytes(part, codec)));
    case 'all':
      return allBytesOf(requirement.of.map((part) => requiredBytes(part, codec)));
  }
}

function anyBytesOf(parts: readonly (BytesRequired | null)[]): BytesRequired | null {
  const possible: BytesRequired[] = [];
  for (const part of parts) {
    if (!part) {
      return null;
    }
    if (part.kind !== 'never') {
      possible.push(part);
    }
  }
  return possible.length === 0 ? { kind: 'never' } : { kind: 'any', of: possible };
}

function allBytesOf(parts: readonly (BytesRequired | null)[]): BytesRequired | null {
  const decidable = parts.filter((part) => part !== null);
  if (decidable.some(({ kind }) => kind === 'never')) {
    return { kind: 'never' };
  }
  return decidable.length === 0 ? null : { kind: 'all', of: decidable };
}

function ofText(text: string, ignoreCase: boolean, codec: LineCodec): BytesRequired | null {
  const characters = Array.from(text, (character) => codec.encode?.(character) ?? null);
  const known = characters.filter((bytes) => bytes !== null);
  if (known.length < characters.length) {
    return codec.encode ? { kind: 'never' } : null;
  }
  const bytes = Buffer.concat(known);
  const mask = Buffer.concat(known.map((character) => maskOf(character, ignoreCase)));
  if (bytes.length < WINDOW_BYTES) {
    return null;
  }
  const pieces: BytesRequired[] = [];
  for (let at = 0; at < bytes.length && pieces.length < MAX_PIECES; at += LITERAL_BYTES) {
    const start = Math.max(0, Math.min(at, bytes.length - LITERAL_BYTES));
    const end = start + LITERAL_BYTES;
    pieces.push({ kind: 'bytes', literal: byteLiteral(bytes.subarray(start, end), mask.subarray(start, end)) });
  }
  return allBytesOf(pieces);
}

/** Bits to compare: all except the case bit of ASCII letters if case is ignored. */
function maskOf(character: Buffer, ignoreCase: boolean): Buffer {
  const isLetter = ignoreCase && character.length === 1 && /[a-z]/i.test(character.toString('latin1'));
  return Buffer.alloc(character.length, isLetter ? 0xdf : 0xff);
}

function byteLiteral(bytes: Buffer, mask: Buffer): ByteLiteral {
  const value = bytes.map((byte, at) => byte & (mask[at] ?? 0));
  return { value, mask, key: `${Buffer.from(value).toString('latin1')}/${mask.toString('latin1')}` };
}
/** Case rules of a pattern: flags `i` and `u` of its regular expression. */
export interface Casing {
  readonly ignoreCase: boolean;
  readonly unicode: boolean;
}

/**
 * Characters that a line's text may contain without its bytes: U+FFFD replaces invalid bytes, the ellipsis marks a
 * truncated line (lines.ts), and a newline ends it.
 */
const NOT_IN_BYTES = new Set(['\ufffd', '…', '\n']);

/** Letters of scripts without case. */
const ONE_CASE = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** Equal U+212A and U+017F under flags `iu`, the only folds from beyond ASCII (Unicode CaseFolding.txt, status C). */
const FOLDS_BEYOND_ASCII = /^[ks]$/;

/** Search form of a pattern character (ASCII lower case if case is ignored); null if bytes cannot decide it. */
export function literalOf(character: string, casing: Casing): string | null {
  if (NOT_IN_BYTES.has(character)) {
    return null;
  }
  if (!casing.ignoreCase) {
    return character;
  }
  if (character.charCodeAt(0) > 0x7f) {
    return ONE_CASE.test(character) ? character : null;
  }
  const small = character.toLowerCase();
  return casing.unicode && FOLDS_BEYOND_ASCII.test(small) ? null : small;
}
