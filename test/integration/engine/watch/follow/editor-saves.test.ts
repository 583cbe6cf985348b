import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  openSync,
  renameSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { describe, it } from 'vitest';
import { Watching } from '../../../../support/engine/watching';

/** Bytes that an editor writes at a time. */
const PIECE_BYTES = 4_096;

/** Numbered lines of about a hundred bytes. */
const LINES = Array.from({ length: 120 }, (_value, index) => `line ${index} ${'x'.repeat((index * 37) % 200)}`);

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Rewrites a file piece by piece; each piece is seen by the engine before the next. */
async function writeSlowly(watching: Watching, content: string): Promise<void> {
  const writer = openSync(watching.path(), 'w');
  await watching.settles();
  for (let at = 0; at < content.length; at += PIECE_BYTES) {
    writeSync(writer, content.slice(at, at + PIECE_BYTES));
    await watching.settles();
  }
  closeSync(writer);
}

describe.each([
  ['with notices', { watch: { sweepMs: 60_000 } }],
  ['by polling', { watch: { polling: true } }],
] as const)('saving, %s', (_way, way) => {
  const begin = async (): Promise<Watching> => {
    const watching = await Watching.begin(way);
    appendFileSync(watching.path(), text(LINES));
    await watching.sees(...LINES);
    return watching;
  };

  it('B10 finds only the new line if the file is seen half written', async () => {
    const watching = await begin();
    await writeSlowly(watching, text([...LINES, 'new']));
    await watching.sees(...LINES, 'new');
  });

  it('B10 finds only the new line if the file is seen half written and the old one is kept meanwhile', async () => {
    const watching = await begin();
    renameSync(watching.path(), watching.path('app.log~'));
    await writeSlowly(watching, text([...LINES, 'new']));
    unlinkSync(watching.path('app.log~'));
    await watching.sees(...LINES, 'new');
  });

  it('B10 finds only the new line if the old file stays as a backup', async () => {
    const watching = await begin();
    renameSync(watching.path(), watching.path('app.log~'));
    writeFileSync(watching.path(), text([...LINES, 'new']));
    await watching.sees(...LINES, 'new');
  });

  it.each([
    ['a line', ['-i', '5d']],
    ['the last line', ['-i', '$d']],
    ['a line, and keeps a backup', ['-i.bak', '5d']],
  ])('B11 alerts no old line again when sed removes %s', async (_kind, options) => {
    const watching = await begin();
    execFileSync('sed', [...options, watching.path()]);
    await watching.settles();
    appendFileSync(watching.path(), 'new\n');
    await watching.sees(...LINES, 'new');
  });

  it('B11 treats only a changed last line as new', async () => {
    const watching = await begin();
    writeFileSync(watching.path(), text([...LINES.slice(0, -1), 'changed']));
    await watching.sees(...LINES, 'changed');
  });

  it('B11 alerts no old line again if the last lines are cut off', async () => {
    const watching = await begin();
    truncateSync(watching.path(), text(LINES.slice(0, -2)).length);
    await watching.settles();
    appendFileSync(watching.path(), 'new\n');
    await watching.sees(...LINES, 'new');
  });

  it('B4 reads a log from its start if it restarts with the same long header', async () => {
    const watching = await begin();
    const anew = [...LINES.slice(0, 40), 'new'];
    writeFileSync(watching.path(), text(anew));
    await watching.sees(...LINES, ...anew);
  });

  it('B4 reads a log from its start if its program keeps the previous one as a backup', async () => {
    const watching = await begin();
    renameSync(watching.path(), watching.path('app.log.bak'));
    await watching.settles();
    const anew = [...LINES, 'new'];
    writeFileSync(watching.path(), text(anew));
    await watching.sees(...LINES, ...anew);
  });
});
