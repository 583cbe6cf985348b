import { renameSync, writeFileSync } from 'node:fs';
import { settingsProblem, type SettingsProblem } from '../../shared/settings/problems';
import { FileTooLarge, readBounded } from '../engine/common/bounded-file';
import { errorCode } from '../engine/common/error-code';

/** No file of settings or keys is longer, bytes. */
export const LONGEST_JSON = 20_000_000;

/** What stands in a JSON file: a value, nothing, text that is no JSON, or something that cannot be read (with its errno). */
export type JsonFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'json'; readonly text: string; readonly value: unknown }
  | { readonly kind: 'broken'; readonly text: string; readonly reason: string }
  /** `size` in bytes, of a file that is too large (EFBIG). */
  | { readonly kind: 'unreadable'; readonly code: string; readonly size?: number };

/** Text as JSON; a byte order mark in front, as some editors write it, is passed over. Throws a SyntaxError. */
export function parseJson(text: string): unknown {
  return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
}

/** Reads a JSON file without ever throwing or changing it. */
export function readJsonFile(path: string): JsonFile {
  let text: string;
  try {
    text = readBounded(path, LONGEST_JSON).toString('utf8');
  } catch (error) {
    const code = errorCode(error);
    const size = error instanceof FileTooLarge ? { size: error.size } : {};
    return code === 'ENOENT' ? { kind: 'missing' } : { kind: 'unreadable', code, ...size };
  }
  try {
    return { kind: 'json', text, value: parseJson(text) };
  } catch (error) {
    return { kind: 'broken', text, reason: faultOf(error, text) };
  }
}

/** The fault of a settings file that cannot be read. */
export function unreadableProblem({ code, size }: Extract<JsonFile, { kind: 'unreadable' }>): SettingsProblem {
  return size === undefined
    ? settingsProblem([], 'unreadable', { reason: code })
    : settingsProblem([], 'too-large', sizeParams(size));
}

/** The fault of a keys file that cannot be read. */
export function unreadableKeys(
  file: string,
  { code, size }: Extract<JsonFile, { kind: 'unreadable' }>,
): SettingsProblem {
  return size === undefined
    ? settingsProblem(['sens', 'keys'], 'keys-unreadable', { file, reason: code })
    : settingsProblem(['sens', 'keys'], 'keys-too-large', { file, ...sizeParams(size) });
}

/** Size and limit in MB. */
function sizeParams(size: number): { size: string; limit: string } {
  return { size: String(Math.ceil(size / 1_000_000)), limit: String(LONGEST_JSON / 1_000_000) };
}

/** What is wrong with JSON and where (line:column), without the piece of the file that V8 quotes in its messages. */
function faultOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : '';
  const fault = message.split(/, "|, \.\.\."| (?:in|after) JSON| at position/)[0] ?? '';
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) {
    return fault;
  }
  const before = text.slice(0, Number(position)).split('\n');
  return `${fault}, ${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Renames a file nobody can use to `<path>.bad-<time>` and gives that path; throws as rename(2) does. */
export function setAside(path: string, nowMs: number): string {
  const aside = copyPath(path, 'bad', nowMs);
  renameSync(path, aside);
  return aside;
}

/** Where a copy of `path` is kept: `<path>.<label>-<time>`. */
export function copyPath(path: string, label: string, nowMs: number): string {
  return `${path}.${label}-${timeStamp(nowMs)}`;
}

/** Where the version of `path` is kept that a person did not choose: `<path>.<time>.bak`. */
export function backupPath(path: string, nowMs: number): string {
  return `${path}.${timeStamp(nowMs)}.bak`;
}

/** Writes a copy for its owner alone and gives its path, numbered when there is one of that name. Throws as open(2) and write(2) do. */
export function keepCopy(path: string, content: Buffer | string): string {
  for (let number = 1; ; number += 1) {
    const copy = number === 1 ? path : `${path}.${number}`;
    try {
      writeFileSync(copy, content, { mode: 0o600, flag: 'wx', flush: true });
      return copy;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') {
        throw error;
      }
    }
  }
}

/** A time as file names carry it, to the ms, in UTC: `20260102T030405678Z`. */
function timeStamp(nowMs: number): string {
  return new Date(nowMs).toISOString().replace(/[-:.]/g, '');
}
