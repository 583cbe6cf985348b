import { chmodSync, constants, copyFileSync, readFileSync, renameSync, statSync } from 'node:fs';
import { errorCode } from '../error-code';

/** What stands in a JSON file: a value, nothing, text that is no JSON, or something that cannot be read (with its errno). */
export type JsonFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'json'; readonly text: string; readonly value: unknown }
  | { readonly kind: 'broken'; readonly text: string; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly code: string };

/** Text as JSON; a byte order mark in front, as some editors write it, is passed over. Throws a SyntaxError. */
export function parseJson(text: string): unknown {
  return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
}

/** Reads a JSON file without ever throwing or changing it. */
export function readJsonFile(path: string): JsonFile {
  let text: string;
  try {
    if (isEndless(path)) {
      return { kind: 'unreadable', code: 'ESPIPE' };
    }
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' ? { kind: 'missing' } : { kind: 'unreadable', code };
  }
  try {
    return { kind: 'json', text, value: parseJson(text) };
  } catch (error) {
    return { kind: 'broken', text, reason: faultOf(error, text) };
  }
}

/** Whether reading it could wait for ever, as for a pipe, a socket or a device (lseek(2): ESPIPE). Throws as stat(2) does. */
function isEndless(path: string): boolean {
  const stats = statSync(path);
  return !stats.isFile() && !stats.isDirectory();
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
  const aside = `${path}.bad-${timeStamp(nowMs)}`;
  renameSync(path, aside);
  return aside;
}

/** Copies a file to `<path>.<label>-<time>`, for its owner alone, and gives that path; throws as copy_file_range(2) does. */
export function keepCopy(path: string, label: string, nowMs: number): string {
  const copy = `${path}.${label}-${timeStamp(nowMs)}`;
  copyFileSync(path, copy, constants.COPYFILE_FICLONE);
  chmodSync(copy, 0o600);
  return copy;
}

/** A time as file names carry it, to the ms, in UTC: `20260102T030405678Z`. */
function timeStamp(nowMs: number): string {
  return new Date(nowMs).toISOString().replace(/[-:.]/g, '');
}
