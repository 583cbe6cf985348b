import type { LineCodec } from '../watch/reader/encoding';
import type { Requirement } from './requirement';
import { LITERAL_BYTES, WINDOW_BYTES, type ByteLiteral } from './scan/byte-literal';

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
      return anyOf(requirement.of.map((part) => requiredBytes(part, codec)));
    case 'all':
      return allOf(requirement.of.map((part) => requiredBytes(part, codec)));
  }
}

function anyOf(parts: readonly (BytesRequired | null)[]): BytesRequired | null {
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

function allOf(parts: readonly (BytesRequired | null)[]): BytesRequired | null {
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
  return allOf(pieces);
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
