import { appendFileSync, closeSync, openSync, truncateSync, writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Watching, WAYS } from '../../../../support/engine/watching';

/** Writes at an offset of an existing log. */
function writeAt(watching: Watching, offset: number, text: string): void {
  const writer = openSync(watching.path(), 'r+');
  writeSync(writer, text, offset);
  closeSync(writer);
}

describe.each(WAYS)('preallocated space, %s', (_way, watch) => {
  it.each([4_096, 100_000, 5_000_000])('is waited for in a log with %i bytes of it', async (room) => {
    const watching = await Watching.begin({ watch });
    truncateSync(watching.path(), room);
    await watching.settles();
    writeAt(watching, 0, 'one\nhalf');
    await watching.sees('one');
    writeAt(watching, 8, ' and half\ntwo\n');
    await watching.sees('one', 'half and half', 'two');
    appendFileSync(watching.path(), 'behind\n');
    await watching.sees('one', 'half and half', 'two', 'behind');
  });

  it.each([
    ['utf8', 'old\n', 'one\n'],
    ['utf16le', 'old\n', 'one\n'],
  ] as const)('is not part of the existing content of a file, in %s', async (encoding, old, line) => {
    const bytes = Buffer.from(old, encoding);
    const watching = await Watching.begin({ watch, encoding }, Buffer.concat([bytes, Buffer.alloc(300_000)]));
    expect(watching.engine.status().files[0]?.position).toBe(bytes.length);
    writeAt(watching, bytes.length, Buffer.from(line, encoding).toString('latin1'));
    await watching.sees('one');
  });
});
