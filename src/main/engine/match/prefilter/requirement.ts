import type { LineCodec } from '../../watch/reader/encoding';
import { type ByteLiteral, LITERAL_BYTES, WINDOW_BYTES } from '../scanner/literal';

/** What every line that a pattern matches has in it: a text, one of several things, or all of several things. */
export type Requirement =
  | { readonly kind: 'text'; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: 'any'; readonly of: readonly Requirement[] }
  | { readonly kind: 'all'; readonly of: readonly Requirement[] };

/** Most branches that one requirement has. */
const MAX_BRANCHES = 256;

/** What is needed where one of `branches` is taken; null when one of them needs nothing: then the whole does not. */
export function anyOf(branches: readonly (Requirement | null)[]): Requirement | null {
  const needed = branches.filter((branch) => branch !== null);
  if (needed.length < branches.length || needed.length > MAX_BRANCHES) {
    return null;
  }
  const [only] = needed;
  return needed.length === 1 && only ? only : { kind: 'any', of: needed };
}

/** Most pieces of a long text that are weighed against each other. */
const MAX_PIECES = 8;

/** A requirement in the bytes of one encoding; `never` for what no line of that encoding can have. */
export type BytesRequired =
  | { readonly kind: 'bytes'; readonly literal: ByteLiteral }
  | { readonly kind: 'any' | 'all'; readonly of: readonly BytesRequired[] }
  | { readonly kind: 'never' };

/** Null when the bytes of a line cannot tell whether it has what is required. */
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
  const telling = parts.filter((part) => part !== null);
  if (telling.some(({ kind }) => kind === 'never')) {
    return { kind: 'never' };
  }
  return telling.length === 0 ? null : { kind: 'all', of: telling };
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

/** The bits that count: all but the one in which small and capital ASCII letters differ, where case is ignored. */
function maskOf(character: Buffer, ignoreCase: boolean): Buffer {
  const isLetter = ignoreCase && character.length === 1 && /[a-z]/i.test(character.toString('latin1'));
  return Buffer.alloc(character.length, isLetter ? 0xdf : 0xff);
}

function byteLiteral(bytes: Buffer, mask: Buffer): ByteLiteral {
  const value = bytes.map((byte, at) => byte & (mask[at] ?? 0));
  return { value, mask, key: `${Buffer.from(value).toString('latin1')}/${mask.toString('latin1')}` };
}
/** How a pattern compares letters: flags `i` and `u` of its regular expression. */
export interface Casing {
  readonly ignoreCase: boolean;
  readonly unicode: boolean;
}

/**
 * What the bytes of a line need not have though its text does: U+FFFD stands for bytes that cannot be read, the
 * ellipsis marks a cut line (lines.ts), and a newline ends it.
 */
const NOT_IN_BYTES = new Set(['\ufffd', '…', '\n']);

/** Letters of these scripts have one case. */
const ONE_CASE = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** With flags `iu` they equal U+212A and U+017F (Unicode CaseFolding.txt, status C); nothing else beyond ASCII folds into it. */
const FOLDED_FROM_AFAR = /^[ks]$/;

/** A character of a pattern as it is looked for (ASCII letters small when case is ignored); null when bytes cannot tell it. */
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
  return casing.unicode && FOLDED_FROM_AFAR.test(small) ? null : small;
}
