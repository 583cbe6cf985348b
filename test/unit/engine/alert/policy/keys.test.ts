import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineFingerprint, fingerprintKey } from '../../../../../src/main/engine/alert/policy/keys';

/** Words that are masked in different ways, and what may come between and around them. */
const PIECES = [
  ...[
    'a',
    'F',
    'g',
    'x',
    '0',
    '7',
    '12',
    'eth0',
    'E1001',
    'a8f3k2',
    '0x7f',
    '0X',
    'deadbeef9',
    'abcdefab',
    'jan',
    'Mon',
    'sat',
  ],
  ...['12:34:56', '::1', '1:2', 'fe80::1ff:fe23:4567:890a', 'abcde:f:1', 'std::bad', 'kim@example.com', 'a@b', '@'],
  ...[
    '550e8400-e29b-41d4-a716-446655440000',
    '1-2-3-4-5',
    'f550e8400-e29b-41d4-a716-446655440000f',
    '-',
    '#',
    '#.#',
    '1.2,3',
  ],
  ...[
    ' ',
    '\t',
    '\n',
    '\u00a0',
    '\u3000',
    '\ufeff',
    '\u2028',
    '.',
    ',',
    '_',
    '[',
    '(',
    'é',
    '한글',
    'ſ',
    '\u212a',
    '😀',
    '\ud83d',
  ],
];

/** Applies the rules of a fingerprint one by one, each as a regular expression: slow but obvious. */
function shapeByRules(line: string): string {
  const masked = (word: string): string => {
    const isCalendar = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)$/i.test(word);
    const isHex = /^(?:0x[\da-f]+|(?=\D*\d)[\da-f]{8,})$/i.test(word);
    const isMadeUp = /^(?=.{6})(?:\d+[a-z]+\d+|[a-z]+\d+[a-z]+\d)/i.test(word);
    return isCalendar || isHex || isMadeUp ? '#' : word.replace(/\d+/g, '#');
  };
  return line
    .slice(0, 2_000)
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi, '#')
    .replace(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g, '#')
    .replace(/(?<![\w:])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])/gi, '#')
    .replace(/[A-Za-z0-9]+/g, masked)
    .replace(/#(?:[.,]#)+/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('lineShape', () => {
  it.each([
    ['numbers', 'retry 1 of 3 after 250ms', 'retry 2 of 3 after 4000ms'],
    ['decimals', 'load 0.93', 'load 12'],
    ['ISO times', '2026-11-22T23:05:09Z disk full', '2026-11-23T01:00:00Z disk full'],
    ['fractions of seconds', '2026-11-22 23:05:09,120 disk full', '2026-11-23 01:00:00,007 disk full'],
    ['syslog times', 'Nov  2 09:01:02 web sshd[81]: closed', 'Dec 22 19:01:02 web sshd[12345]: closed'],
    ['IPv4', 'refused by 10.0.0.1:5432', 'refused by 192.168.10.200:41'],
    ['IPv6', 'refused by 2001:db8::1', 'refused by fe80::1ff:fe23:4567:890a'],
    ['hardware addresses', 'lost 00:1b:44:11:3a:b7', 'lost 5e:ff:56:a2:af:15'],
    ['UUIDs', 'order 550e8400-e29b-41d4-a716-446655440000 lost', 'order 123e4567-e89b-12d3-a456-426614174000 lost'],
    ['hashes', 'commit 9fceb02d0ae598e95dc970b74767f19372d61af8', 'commit 1234567890abcdef1234567890abcdef12345678'],
    ['hexadecimals', 'fault at 0x7ffe', 'fault at 0xdeadbeef'],
    ['made-up ids', 'request a8f3k2m9 failed', 'request z1q7x4 failed'],
    ['mail addresses', 'bounced: kim@example.com', 'bounced: lee.park@mail.example.org'],
    ['spaces', 'disk   full', 'disk full'],
  ])('is the same with other %s', (_what, one, other) => {
    expect(lineFingerprint(one)).toBe(lineFingerprint(other));
  });

  it.each([
    ['words', 'No space left on device', 'Connection refused'],
    ['Korean words', '결제 실패', '로그인 실패'],
    ['devices', 'eth0 down', 'wlan0 down'],
    ['letters of a code', 'ORA-00600', 'TNS-00600'],
    ['names', 'std::bad_alloc', 'std::bad_cast'],
  ])('differs with other %s', (_what, one, other) => {
    expect(lineFingerprint(one)).not.toBe(lineFingerprint(other));
  });

  it('has no digit, and does not change with a number', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'F', 'x', '0', '7', ':', '-', '.', '@', ' ') });
    fc.assert(
      fc.property(words, words, fc.nat(), fc.nat(), (before, after, one, other) => {
        const shape = lineFingerprint(`${before} ${one} ${after}`);
        expect(shape).not.toMatch(/\d/);
        expect(lineFingerprint(`${before} ${other} ${after}`)).toBe(shape);
      }),
    );
  });

  it('equals the rules applied one after the other', () => {
    const lines = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(lines, (line) => {
        expect(lineFingerprint(line)).toBe(shapeByRules(line));
      }),
      { numRuns: 5_000 },
    );
  });

  it('treats white space like regular expressions', () => {
    const units = Array.from({ length: 0x1_0000 }, (_none, unit) => String.fromCharCode(unit));
    const spaces = units.filter((unit) => lineFingerprint(`a${unit}b`) === 'a b');
    expect(spaces).toEqual(units.filter((unit) => /\s/.test(unit)));
  });

  it('is stable across calls', () => {
    const line = 'disk 7 full at /dev/sda1';
    const name = fingerprintKey(line);
    expect(name).toBe('mSGTPdL4Pk-rGpCrEMVPoK');
    // More fingerprints than the cache holds.
    const letters = (number: number): string =>
      String(number).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '');
    const others = Array.from({ length: 5_000 }, (_none, number) => fingerprintKey(`disk ${letters(number)} full`));
    expect(new Set(others).size).toBe(5_000);
    expect(fingerprintKey('disk 8 full at /dev/sda2')).toBe(name);
  });

  it('is a key of the fingerprint alone, whichever line was read before', () => {
    const lines = ['abc', 'abc\0', 'abcd', 'ab', 'abc\0\0', 'abd', 'bac', 'abcde 한글'];
    const keys = lines.map((line) => fingerprintKey(line));
    expect(new Set(keys).size).toBe(lines.length);
    const again = lines.toReversed().map((line) => (fingerprintKey('x'.repeat(2_000)), fingerprintKey(line)));
    expect(again).toEqual(keys.toReversed());
  });

  it('handles a long line fast', () => {
    const began = performance.now();
    fingerprintKey('a1'.repeat(1_000_000));
    fingerprintKey('a:'.repeat(1_000_000));
    fingerprintKey('a.@-'.repeat(500_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
