import { readSync } from 'node:fs';
import type { Encoding } from '../../../shared/settings/schema';
import { lineCodec, type LineCodec } from './encoding';

/** How many first bytes of a file tell its byte order mark. */
const MARK_BYTES = 2;

/** How an open file is cut into lines and read; `isCertain` is false while a byte order mark may still come. */
export function fileCodec(fd: number, encoding: Encoding): { readonly codec: LineCodec; readonly isCertain: boolean } {
  const first = Buffer.alloc(MARK_BYTES);
  const got = readSync(fd, first, 0, MARK_BYTES, 0);
  return { codec: lineCodec(encoding, first.subarray(0, got)), isCertain: got === MARK_BYTES };
}
