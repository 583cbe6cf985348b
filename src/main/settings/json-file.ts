import { settingsProblem, type SettingsProblem } from '../../shared/settings/validation/problems';
import { FileTooLarge, readBounded } from '../engine/common/files/bounded-file';
import { errorCode } from '../engine/common/error-code';

/** Maximum size of a settings or keys file, bytes. */
export const MAX_JSON_BYTES = 20_000_000;

/** Content of a JSON file: a value, none, text that is no JSON, or an error of reading it (errno). */
export type JsonFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'json'; readonly text: string; readonly value: unknown }
  | { readonly kind: 'broken'; readonly text: string; readonly reason: string }
  /** `size` in bytes, for a file that is too large (EFBIG). */
  | { readonly kind: 'unreadable'; readonly code: string; readonly size?: number };

/** Parses JSON after a byte order mark, which some editors write. Throws a SyntaxError. */
export function parseJson(text: string): unknown {
  return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
}

/** Reads a JSON file; never throws and never changes it. */
export function readJsonFile(path: string): JsonFile {
  let text: string;
  try {
    text = readBounded(path, MAX_JSON_BYTES).toString('utf8');
  } catch (error) {
    const code = errorCode(error);
    const size = error instanceof FileTooLarge ? { size: error.size } : {};
    return code === 'ENOENT' ? { kind: 'missing' } : { kind: 'unreadable', code, ...size };
  }
  try {
    return { kind: 'json', text, value: parseJson(text) };
  } catch (error) {
    return { kind: 'broken', text, reason: jsonFault(error, text) };
  }
}

/** Builds the problem of an unreadable settings file. */
export function unreadableProblem({ code, size }: Extract<JsonFile, { kind: 'unreadable' }>): SettingsProblem {
  return size === undefined
    ? settingsProblem([], 'unreadable', { reason: code })
    : settingsProblem([], 'too-large', sizeParams(size));
}

/** Builds the problem of an unreadable keys file. */
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
  return { size: String(Math.ceil(size / 1_000_000)), limit: String(MAX_JSON_BYTES / 1_000_000) };
}

/** Describes a JSON error and its place (line:column), without the file content that V8 quotes in its messages. */
function jsonFault(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : '';
  const fault = message.split(/, "|, \.\.\."| (?:in|after) JSON| at position/)[0] ?? '';
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) {
    return fault;
  }
  const before = text.slice(0, Number(position)).split('\n');
  return `${fault}, ${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
