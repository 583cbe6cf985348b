import fc from 'fast-check';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Ledger } from '../../../../../src/main/engine/ledger/ledger';
import {
  nameFromBytes,
  readablePath,
  spellings,
  systemPath,
} from '../../../../../src/main/engine/common/files/system-path';
import { scratchDir } from '../../../../support/files/scratch-dir';

/** `로그.log` in CP949. */
const LOG = Buffer.from('b7ceb1d72e6c6f67', 'hex');

function named(bytes: Buffer): string {
  return nameFromBytes(bytes.toString('latin1'));
}

it.each([
  ['app.log', 'app.log'],
  ['로그.log', '로그.log'],
  [LOG, '로그.log'],
  [Buffer.from([0xb7, 0xce, 0xff, 0xb1]), '로\\xFF\\xB1'],
  [Buffer.from('caf\xe9\\.log', 'latin1'), 'caf\\xE9\\\\.log'],
] as const)('shows %o readably', (bytes, shown) => {
  expect(readablePath(named(Buffer.from(bytes as Buffer)))).toBe(shown);
});

it('restores the exact bytes of any name, and distinguishes any two names', () => {
  const name = fc
    .uint8Array({ minLength: 1, maxLength: 24 })
    .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 0 || byte === 0x2f ? 0xb7 : byte))));
  fc.assert(
    fc.property(name, name, (one, other) => {
      const path = `/logs/${named(one)}/${named(other)}`;
      const expected = Buffer.concat([Buffer.from('/logs/'), one, Buffer.from('/'), other]);
      expect(Buffer.from(systemPath(path) as Buffer)).toEqual(expected);
      expect(named(one) === named(other)).toBe(one.equals(other));
    }),
  );
});

it('distinguishes a UTF-8 name that contains the mark of other names', () => {
  const name = Buffer.from('\ufdd0로그.log');
  expect(named(name)).not.toBe('\ufdd0로그.log');
  expect(systemPath(named(name))).toEqual(name);
});

it('finds a name as a person writes it', () => {
  expect(spellings('app.log')).toEqual(['app.log']);
  expect(spellings('로그.log')).toContain(named(LOG));
  expect(spellings('로그.log')[0]).toBe('로그.log');
  expect(spellings('로그.log')).toContain('로그.log'.normalize('NFD'));
  expect(spellings('é.log')).toEqual(['é.log', 'é.log'.normalize('NFD')]);
  expect(spellings('caf\\xE9.log')).toContain(named(Buffer.from('caf\xe9.log', 'latin1')));
});

it('survives the ledger', () => {
  const opened = Ledger.open(join(scratchDir(), 'ledger.db'), 0);
  if (!opened.ok) {
    throw new Error(opened.error.code);
  }
  const ledger = opened.value;
  const proof = { headBytes: 0, headHash: '', tailBytes: 0, tailHash: '', marks: [] };
  const names = [LOG, Buffer.from('로그.log'), Buffer.from([0xff]), Buffer.from([0xfe])].map(named);
  names.forEach((path, inode) =>
    ledger.positions.save(
      {
        device: '1',
        inode: `${inode}`,
        born: '0',
        source: '*',
        path,
        offset: 0,
        skipping: false,
        proof,
        generation: 0,
      },
      0,
    ),
  );
  names.forEach((path, inode) => {
    expect(ledger.positions.atPath(path).map((position) => position.inode)).toEqual([`${inode}`]);
  });
  ledger.close();
});
