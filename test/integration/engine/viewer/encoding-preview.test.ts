import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { previewEncodings } from '../../../../src/main/engine/viewer/encoding-preview';
import { OwnFiles } from '../../../../src/main/engine/watch/identity/own-files';
import type { EncodingReading } from '../../../../src/shared/contract/live-view';
import { scratchDir } from '../../../support/files/scratch-dir';

const nobodys = new OwnFiles([]);

function reading(path: string, encoding: string): EncodingReading | undefined {
  return previewEncodings(path, nobodys).readings.find((one) => one.encoding === encoding);
}

it('shows the lines that distinguish encodings, and what each cannot decode', () => {
  const path = join(scratchDir(), 'app.log');
  writeFileSync(path, iconv.encode('결제 오류\nplain\nplain\nplain\nplain\n', 'cp949'));
  expect(reading(path, 'cp949')).toEqual({ encoding: 'cp949', lines: ['결제 오류'], broken: 0 });
  expect(reading(path, 'auto')?.broken).toBeGreaterThan(0);
  expect(reading(path, 'latin1')?.broken).toBe(0);
});

it('reads UTF-16 by its mark', () => {
  const path = join(scratchDir(), 'app.log');
  writeFileSync(path, iconv.encode('\ufeff하나\n둘\n', 'utf16-le'));
  expect(reading(path, 'auto')?.lines).toEqual(['하나', '둘']);
  expect(reading(path, 'utf16le')?.lines).toEqual(['하나', '둘']);
});

it('uses the last changed file of a glob, and no file of Logbell', () => {
  const dir = scratchDir();
  writeFileSync(join(dir, 'b.log'), 'b\n');
  const changed = (name: string): bigint => statSync(join(dir, name), { bigint: true }).ctimeNs;
  // File times in the kernel tick only every few ms.
  do {
    writeFileSync(join(dir, 'a.log'), 'a\n');
  } while (changed('a.log') <= changed('b.log'));
  expect(previewEncodings(join(dir, '*.log'), nobodys)).toMatchObject({ state: 'read', path: join(dir, 'a.log') });
  expect(previewEncodings(join(dir, '*.log'), new OwnFiles([join(dir, 'a.log')])).path).toBe(join(dir, 'b.log'));
});

it('explains why there is nothing to compare', () => {
  const dir = scratchDir();
  writeFileSync(join(dir, 'empty.log'), '');
  expect(previewEncodings(join(dir, 'empty.log'), nobodys).state).toBe('empty');
  expect(previewEncodings(join(dir, 'none.log'), nobodys).state).toBe('missing');
  expect(previewEncodings(dir, nobodys).state).toBe('missing');
  expect(previewEncodings('relative.log', nobodys).state).toBe('missing');
});
