import { styleText } from 'node:util';
import type { Writable } from 'node:stream';
import { inertLine } from './inert-text';

/** Look of a part of a line on a terminal. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Part of a line with one look. */
export interface Span {
  readonly text: string;
  readonly style?: Style | undefined;
}

/** Parts of a line. */
export type Parts = readonly (string | Span)[];

/** A line to print, in parts if they look different. */
export type Line = string | Parts;

/** Gives text a look. */
export function styled(text: string, style?: Style): Span {
  return { text, style };
}

/**
 * Formats a line for a stream. Its text cannot control the terminal; its colors follow NO_COLOR, FORCE_COLOR and what
 * the stream supports.
 */
export function formatLine(line: Line, stream: Writable): string {
  if (typeof line === 'string') {
    return inertLine(line);
  }
  return line
    .map((part) => {
      const { text, style } = typeof part === 'string' ? styled(part) : part;
      return style === undefined ? inertLine(text) : styleText(style, inertLine(text), { stream });
    })
    .join('');
}
