import { appendFileSync, statSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../../../src/main/engine/ledger/file/sqlite';
import { numbered, text } from '../../../../support/files/numbered-lines';
import { until } from '../../../../support/time/until';
import { Watching, type WatchingOptions } from '../../../../support/engine/watching';

function begin(options: WatchingOptions, first: string | Buffer = ''): Promise<Watching> {
  return Watching.begin(options, first);
}

/** Matched lines in the ledger. */
function written(watching: Watching): string[] {
  const ledger = openSqlite(watching.ledgerFile);
  const rows = ledger.prepare('SELECT line FROM matches ORDER BY id').raw().all() as [string][];
  ledger.close();
  return rows.map(([line]) => line);
}

describe.each([
  ['with notices', { watch: { sweepMs: 60_000 } }],
  ['by polling', { watch: { polling: true } }],
] as const)('resuming, %s', (_way, way) => {
  it('A15 reads what is written during startup', async () => {
    const watching = await begin(way);
    const expected: string[] = [];
    for (let round = 0; round < 15; round += 1) {
      await watching.stop();
      const started = watching.start();
      for (let turn = 0; turn < round; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      expected.push(`line ${round}`);
      appendFileSync(watching.path(), `line ${round}\n`);
      await started;
      await watching.sees(...expected);
    }
  });

  it('E4 reads a file from its start if it got the inode of the deleted one', async () => {
    const watching = await begin(way, 'old one\n');
    const inode = (): number => statSync(watching.path()).ino;
    const before = inode();
    await watching.stop();
    let tries = 0;
    do {
      unlinkSync(watching.path());
      writeFileSync(watching.path(), 'new one\nnew two\nnew three\n');
      tries += 1;
    } while (inode() !== before && tries < 100);
    await watching.start();
    await watching.sees('new one', 'new two', 'new three');
  });

  it.each([0.2, 0.5, 0.9, 1])('E8 resumes from a commit that was truncated at %d of what was written', async (part) => {
    const watching = await begin(way);
    const log = (): string => `${watching.ledgerFile}-wal`;
    const atStart = statSync(log()).size;
    for (let from = 0; from < 500; from += 50) {
      appendFileSync(watching.path(), text(numbered(from, from + 50)));
      await until(() => watching.lines().length === from + 50, 'the lines were matched');
    }
    await watching.crash();
    // Of the copy that the crash left.
    const atEnd = statSync(log()).size;
    expect(atEnd).toBeGreaterThan(atStart);
    truncateSync(log(), atStart + Math.floor((atEnd - atStart) * part));
    await watching.start();
    await until(() => written(watching).length >= 500, 'all lines were matched again or still');
    expect(written(watching)).toEqual(numbered(0, 500));
    expect(watching.problems()).toEqual([]);
  });

  it('E12 sends one alert for a long backlog within the cooldown', async () => {
    const watching = await begin({ ...way, rules: [{ id: 'all', match: { regex: '.+' }, cooldown: '1h' }] });
    await watching.stop();
    appendFileSync(watching.path(), text(numbered(0, 5_000)));
    await watching.start();
    await until(() => watching.lines().length + watching.counted() === 5_000, 'the backlog was read');
    expect(watching.events.filter(({ event }) => event === 'alert')).toHaveLength(1);
    expect(watching.engine.status().pendingTexts).toBe(1);
  });

  it('E10 keeps a queued text across a crash, once', async () => {
    const watching = await begin(way);
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    await watching.crash();
    await watching.start();
    await watching.settles();
    expect(watching.engine.status().pendingTexts).toBe(1);
  });

  it.each(['utf16le', 'utf16be'] as const)(
    'D4 resumes in the middle of a %s file without a byte order mark',
    async (encoding) => {
      const watching = await begin({ ...way, encoding });
      const bytes = iconv.encode('첫 줄\r\n둘째 줄\r\n셋째', encoding);
      appendFileSync(watching.path(), bytes.subarray(0, 15));
      await watching.settles();
      await watching.restart();
      appendFileSync(watching.path(), bytes.subarray(15));
      await watching.sees('첫 줄', '둘째 줄');
      await watching.restart();
      appendFileSync(watching.path(), iconv.encode(' 줄\n', encoding));
      await watching.sees('첫 줄', '둘째 줄', '셋째 줄');
    },
  );
});
