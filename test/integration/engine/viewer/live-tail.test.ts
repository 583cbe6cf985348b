import iconv from 'iconv-lite';
import { appendFileSync, mkdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readLiveTail, lineMarker } from '../../../../src/main/engine/viewer/live-tail';
import { OwnFiles } from '../../../../src/main/engine/watch/identity/own-files';
import type { LiveCursor, LiveReading } from '../../../../src/shared/contract/live-view';
import { ruleSchema } from '../../../../src/shared/settings/rules/rule-schema';
import type { Encoding } from '../../../../src/shared/settings/schema';
import { scratchDir } from '../../../support/files/scratch-dir';

const mark = lineMarker([], 'app');

describe('a live view of a file', () => {
  let path = '';
  beforeEach(() => {
    path = join(scratchDir(), 'app.log');
  });

  const look = (after: LiveCursor | null = null, encoding: Encoding = 'auto'): LiveReading =>
    readLiveTail({ path, ownFiles: new OwnFiles([]), encoding, after, mark });
  const texts = ({ lines }: LiveReading): string[] => lines.map(({ text }) => text);

  it('starts with the last lines and continues with new ones', () => {
    writeFileSync(path, 'one\r\ntwo\nthr');
    const first = look();
    expect([texts(first), first.rest, first.turn]).toEqual([['one', 'two'], 'thr', 'none']);
    appendFileSync(path, 'ee\nfour\n');
    const next = look(first.cursor);
    expect([texts(next), next.rest, next.turn, next.skipped]).toEqual([['three', 'four'], '', 'none', 0]);
    expect(texts(look(next.cursor))).toEqual([]);
  });

  it('starts a big file at a whole line near its end', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `line number ${index}`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    const shown = texts(look());
    expect(shown.length).toBeGreaterThan(1_000);
    expect(shown.length).toBeLessThan(5_000);
    expect(shown).toEqual(lines.slice(-shown.length));
  });

  it('reports how much of a flood it skipped, and shows its end', () => {
    writeFileSync(path, 'begin\n');
    const { cursor } = look();
    const flood = Array.from({ length: 50_000 }, (_, index) => `flood ${index}`);
    appendFileSync(path, `${flood.join('\n')}\n`);
    const next = look(cursor);
    expect(next.skipped).toBeGreaterThan(100_000);
    expect(texts(next)).toEqual(flood.slice(-next.lines.length));
  });

  it('reports that the file was replaced or emptied', () => {
    writeFileSync(path, 'old\n');
    const before = look();
    renameSync(path, `${path}.1`);
    expect(look(before.cursor).state).toBe('missing');
    writeFileSync(path, 'new one\n');
    const replaced = look(before.cursor);
    expect([replaced.turn, texts(replaced)]).toEqual(['replaced', ['new one']]);
    truncateSync(path);
    appendFileSync(path, 'again\n');
    const shortened = look(replaced.cursor);
    expect([shortened.turn, texts(shortened)]).toEqual(['shortened', ['again']]);
  });

  it.each([
    ['utf16le', 'utf16-le'],
    ['utf16be', 'utf16-be'],
    ['cp949', 'cp949'],
  ] as const)('reads %s', (encoding, written) => {
    const text = '한글 오류 ਊ'.slice(0, encoding === 'cp949' ? 5 : undefined);
    writeFileSync(path, iconv.encode(`${text}\n${text}`, written));
    const first = look(null, encoding);
    expect([texts(first), first.rest]).toEqual([[text], text]);
    appendFileSync(path, iconv.encode('끝\n', written));
    expect(texts(look(first.cursor, encoding))).toEqual([`${text}끝`]);
  });

  it('gets past an endless line', () => {
    writeFileSync(path, 'x'.repeat(300_000));
    const first = look();
    expect(first.lines).toMatchObject([{ cut: true }]);
    appendFileSync(path, '\nafter\n');
    expect(texts(look(first.cursor))).toEqual(['', 'after']);
  });

  it('shows nothing of a folder, and reports it', () => {
    mkdirSync(path);
    expect(look()).toMatchObject({ state: 'missing', lines: [], cursor: null });
  });
});

describe('what rules match', () => {
  const rule = (id: string, match: object, more: object = {}): ReturnType<typeof ruleSchema.parse> =>
    ruleSchema.parse({ id, match, ...more });
  const rules = [
    rule('disk', { regex: 'sd[a-z]\\d' }, { name: 'Disk' }),
    rule('other', { text: 'disk' }, { files: ['web'] }),
    rule('off', { text: 'full' }, { enabled: false }),
    rule('but', { text: 'ERROR' }, { butNot: [{ text: 'retry' }] }),
  ];

  it('is marked in its place, with the name of the rule', () => {
    const marked = lineMarker(rules, 'app')('ERROR disk sda1 full');
    expect(marked).toEqual({
      text: 'ERROR disk sda1 full',
      cut: false,
      marks: [
        { start: 11, end: 15 },
        { start: 0, end: 5 },
      ],
      rules: ['Disk', 'but'],
    });
    expect(lineMarker(rules, 'web')('disk').rules).toEqual(['other']);
    expect(lineMarker(rules, 'app')('ERROR retry').rules).toEqual([]);
  });

  it('is named even beyond the shown part of a long line', () => {
    const marked = lineMarker(rules, 'app')(`${'.'.repeat(5_000)}ERROR`);
    expect(marked).toMatchObject({ cut: true, marks: [], rules: ['but'] });
    expect(marked.text).toHaveLength(2_000);
  });
});
