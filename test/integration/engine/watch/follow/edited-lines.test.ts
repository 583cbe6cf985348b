import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { WAYS, Watching } from '../../../../support/engine/watching';

const saves = [
  [
    'a new file in its place',
    (path: string, content: Buffer) => {
      writeFileSync(`${path}~`, content);
      renameSync(`${path}~`, path);
    },
  ],
  ['the same file', (path: string, content: Buffer) => writeFileSync(path, content)],
] as const;

const encoders = {
  utf8: (line: string) => Buffer.from(line),
  utf16le: (line: string) => Buffer.from(line, 'utf16le'),
  utf16be: (line: string) => Buffer.from(line, 'utf16le').swap16(),
};

/** Numbered lines with this filling. */
function lines(count: number, filling: string): string[] {
  return Array.from({ length: count }, (_value, index) => `${index} ${filling}`);
}

const kinds = [
  ['few lines in utf16le', 'utf16le', lines(5, '가x')],
  ['few lines in utf16be', 'utf16be', lines(5, '가x')],
  ['many lines in utf16le', 'utf16le', lines(80, '갊가x갊')],
  ['many lines in utf16be', 'utf16be', lines(80, '갊가x갊')],
  ['lines of 900 bytes', 'utf8', lines(12, 'x'.repeat(900))],
  ['lines of 3 KB', 'utf8', lines(12, 'x'.repeat(3_000))],
  ['lines of 40 KB', 'utf8', lines(12, 'x'.repeat(40_000))],
] as const;

describe.each(WAYS)('an editor saves %s', (_name, way) => {
  Watching.everyTest(way);

  describe.each(kinds)('%s', (_kind, encoding, all) => {
    const encoded = (some: readonly string[]): Buffer =>
      Buffer.concat(some.map((line) => encoders[encoding](`${line}\n`)));
    const begin = async (): Promise<Watching> => {
      const watching = await Watching.begin({ encoding });
      appendFileSync(watching.path(), encoded(all));
      await watching.sees(...all);
      return watching;
    };
    const without = all.toSpliced(2, 1);

    it.each(saves)('B11 and none is alerted again if one is removed, into %s', async (_into, save) => {
      const watching = await begin();
      save(watching.path(), encoded(without));
      await watching.settles();
      appendFileSync(watching.path(), encoded(['new']));
      await watching.sees(...all, 'new');
    });

    it('B11 and none is alerted again if one was removed while Logbell was stopped', async () => {
      const watching = await begin();
      await watching.stop();
      writeFileSync(watching.path(), encoded([...without, 'new']));
      await watching.start();
      await watching.sees(...all, 'new');
    });

    it('B3 and all are new if there are others of the same size', async () => {
      const watching = await begin();
      const others = all.map((line) => line.replace(/^\d/, 'n'));
      writeFileSync(watching.path(), encoded(others));
      await watching.sees(...all, ...others);
    });
  });
});
