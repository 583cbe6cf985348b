import { expect, it } from 'vitest';
import { parseSize } from '../../../src/shared/contract/dry-run';

it.each([
  ['4096', 4_096],
  ['100MB', 100_000_000],
  ['1.5 GB', 1_500_000_000],
  ['64kb', 64_000],
  [' 7 B ', 7],
])('reads the size %s', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

it.each(['', '0', '0MB', '-1', '100 MiB', 'MB', '1e6', '1,5 GB'])('rejects %j', (text) => {
  expect(parseSize(text)).toBeNull();
});
