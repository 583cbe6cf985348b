import { closeSync } from 'node:fs';
import type { EncodingPreview, EncodingReading } from '../../../shared/contract/live-view';
import { ENCODINGS } from '../../../shared/settings/choices';
import type { Encoding } from '../../../shared/settings/schema';
import { isSystemFault } from '../common/error-code';
import { readablePath } from '../common/files/system-path';
import { cutLines, lineText, readBytes } from '../log-files/tail';
import { expandPath } from '../watch/discovery/expand-path';
import { BRIEF_WALK } from '../watch/discovery/walk';
import { statFile } from '../watch/identity/file-id';
import { type OpenFile, openLogFile } from '../watch/identity/open-file';
import type { OwnFiles } from '../watch/identity/own-files';
import { lineCodec } from '../watch/reader/encoding';

/** Bytes read at the end of the file; even, to keep UTF-16 aligned. */
const SAMPLE_BYTES = 32_768;
const SAMPLE_LINES = 3;
const SAMPLE_CHARACTERS = 200;
/** Most files of a glob compared to find the one changed last. */
const MAX_FILES = 100;
/** Limits of the search for them, which blocks the engine. */
const WALK_LIMITS = { ...BRIEF_WALK, ms: 250 };

/** Decodes the last lines of a file in every encoding; of the files of a glob, the one changed last. */
export function previewEncodings(path: string, ownFiles: OwnFiles): EncodingPreview {
  const newest = newestFile(path, ownFiles);
  if (newest === null) {
    return { state: 'missing', path: '', readings: [] };
  }
  const shown = readablePath(newest);
  try {
    const file = openLogFile(newest, ownFiles);
    if (typeof file === 'string') {
      return { state: file === 'denied' ? 'denied' : 'missing', path: shown, readings: [] };
    }
    try {
      return readSamples(shown, file);
    } finally {
      closeSync(file.fd);
    }
  } catch (error) {
    if (isSystemFault(error)) {
      return { state: 'denied', path: shown, readings: [] };
    }
    throw error;
  }
}

function newestFile(path: string, ownFiles: OwnFiles): string | null {
  const { paths } = path.startsWith('/') ? expandPath(path, WALK_LIMITS) : { paths: [] };
  const files = paths.slice(0, MAX_FILES).flatMap((one) => {
    const look = statFile(one);
    return 'missing' in look || look.kind !== 'file' || ownFiles.has(look)
      ? []
      : [{ path: one, changed: look.changed }];
  });
  return files.sort((one, other) => (one.changed < other.changed ? 1 : -1))[0]?.path ?? null;
}

function readSamples(path: string, { fd, look }: OpenFile): EncodingPreview {
  const from = Math.max(0, look.size - SAMPLE_BYTES);
  const even = from - (from % 2);
  const first = readBytes(fd, 0, Math.min(2, look.size));
  const bytes = readBytes(fd, even, look.size);
  if (bytes.length === 0) {
    return { state: 'empty', path, readings: [] };
  }
  return { state: 'read', path, readings: ENCODINGS.map((encoding) => decodeSample(encoding, first, bytes, even > 0)) };
}

function decodeSample(encoding: Encoding, first: Buffer, bytes: Buffer, startsMidLine: boolean): EncodingReading {
  const codec = lineCodec(encoding, first);
  const { lines, rest } = cutLines(bytes, codec);
  const texts = [...lines.slice(startsMidLine ? 1 : 0), rest]
    .map((line) => lineText(line, codec))
    .filter((text) => text.trim() !== '');
  // Lines of plain ASCII look alike in most encodings and decide nothing.
  const decisive = texts.filter((text) => /[^\0-\x7f]/.test(text));
  const shown = (decisive.length > 0 ? decisive : texts).slice(-SAMPLE_LINES);
  return {
    encoding,
    lines: shown.map((text) =>
      Array.from(text.slice(0, SAMPLE_CHARACTERS * 2))
        .slice(0, SAMPLE_CHARACTERS)
        .join(''),
    ),
    broken: shown.reduce((sum, text) => sum + (text.match(/\ufffd/g)?.length ?? 0), 0),
  };
}
