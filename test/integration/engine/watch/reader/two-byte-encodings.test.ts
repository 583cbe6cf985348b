import { appendFileSync, closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { describe, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching, WAYS } from '../../../../support/engine/watching';

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

describe.each(WAYS)('encodings with two-byte units, %s', (_way, watch) => {
  it.each([
    ['at a line', 'one\n'],
    ['in the midst of a line', 'one\ntw'],
  ])('D10 are read from a position in another encoding, %s', async (_place, before) => {
    const watching = await Watching.begin({ watch, encoding: 'utf8', match: { regex: '^t' } }, utf16('old\n'));
    appendFileSync(watching.path(), utf16(before));
    await watching.settles();
    const config = watching.config();
    const files = config.settings.files.map((file) => ({ ...file, encoding: 'utf16le' as const }));
    await watching.engine.apply({ ...config, settings: { ...config.settings, files } });
    appendFileSync(watching.path(), utf16('one\ntwo\nthree\n'.slice(before.length)));
    await watching.sees('two', 'three');
  });

  it('D6 keep half a unit for the new name of a rotated file', async () => {
    const watching = await Watching.begin({ watch, encoding: 'utf16le', paths: ['app.log*'], match: { regex: 'e$' } });
    const bytes = utf16('one\ntwo\nthree\n');
    const cut = utf16('one\ntw').length - 1;
    const writer = openSync(watching.path(), 'a');
    writeSync(writer, bytes.subarray(0, cut));
    await watching.sees('one');
    renameSync(watching.path(), watching.path('app.log.1'));
    writeFileSync(watching.path(), utf16('home\n'));
    await watching.sees('one', 'home');
    const goesOn = (): boolean =>
      watching.engine.status().files.some(({ path, position }) => path.endsWith('.1') && position > 0);
    await until(goesOn, 'the rotated file was followed by its name');
    writeSync(writer, bytes.subarray(cut));
    closeSync(writer);
    await watching.sees('one', 'home', 'three');
  });
});
