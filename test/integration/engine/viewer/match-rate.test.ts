import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { beforeEach, expect, it } from 'vitest';
import { matchRate } from '../../../../src/main/engine/viewer/match-rate';
import { OwnFiles } from '../../../../src/main/engine/watch/identity/own-files';
import type { MatchShare } from '../../../../src/shared/contract/live-view';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { scratchDir } from '../../../support/files/scratch-dir';

let dir = '';
beforeEach(() => {
  dir = scratchDir();
});

/** Share of the last lines of these files that a rule matches. */
function shareOf(rule: object, files: readonly object[], ownFiles: readonly string[] = []): MatchShare {
  const { settings, problems } = parseSettings({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files,
    rules: [{ id: 'r', ...rule }],
  });
  expect(problems).toEqual([]);
  const [parsed] = settings.rules;
  if (!parsed) {
    throw new Error('The rule is missing.');
  }
  return matchRate(parsed, settings, new OwnFiles(ownFiles));
}

function write(name: string, text: string | Buffer): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}

const LINES = Array.from({ length: 40 }, (_, at) => `${at % 2 === 0 ? 'request' : 'answer'} ${at}\n`).join('');

it('counts the matching lines, with exceptions and recovery patterns', () => {
  const files = [{ id: 'app', path: write('app.log', LINES) }];
  expect(shareOf({ match: { text: 'request' } }, files)).toEqual({ lines: 40, matches: 20, nearlyAll: false });
  expect(shareOf({ match: { regex: 'r' }, enabled: false }, files)).toEqual({
    lines: 40,
    matches: 40,
    nearlyAll: true,
  });
  expect(shareOf({ match: { regex: 'r' }, butNot: [{ text: 'answer' }] }, files).matches).toBe(20);
  expect(shareOf({ match: { regex: 'r' }, pair: { end: { text: 'answer' }, within: '1m' } }, files).matches).toBe(20);
  expect(shareOf({ match: { regex: 'r' }, ok: { text: 'answer' } }, files).matches).toBe(20);
});

it('reports nothing for a few lines, and counts no unreadable ones', () => {
  mkdirSync(join(dir, 'folder.log'));
  const files = [
    { id: 'few', path: write('few.log', 'one\ntwo\nthree\n') },
    { id: 'folder', path: join(dir, 'folder.log') },
    { id: 'missing', path: join(dir, 'missing.log') },
    { id: 'own', path: write('own.log', LINES) },
  ];
  expect(shareOf({ match: { regex: '[a-z]' } }, files, [join(dir, 'own.log')])).toEqual({
    lines: 3,
    matches: 3,
    nearlyAll: false,
  });
});

it('reads only the end of a big file, in its encoding', () => {
  const old = 'old\n'.repeat(200_000);
  const end = '오류 발생\n'.repeat(100_000);
  const files = [{ id: 'big', path: write('big.log', iconv.encode(old + end, 'utf16le')), encoding: 'utf16le' }];
  const share = shareOf({ match: { text: '오류' } }, files);
  expect(share.lines).toBeGreaterThan(20_000);
  expect(share).toEqual({ lines: share.lines, matches: share.lines, nearlyAll: true });
});
