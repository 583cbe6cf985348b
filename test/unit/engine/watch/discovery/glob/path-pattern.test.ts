import fc from 'fast-check';
import picomatch from 'picomatch';
import { expect, it } from 'vitest';
import { PathPattern } from '../../../../../../src/main/engine/watch/discovery/glob/path-pattern';
import { threadBusyMs } from '../../../../../support/time/thread-time';

function matches(glob: string, path: string): boolean {
  return new PathPattern(glob, true).matches(path);
}

it.each([
  ['/log/*.log', '/log/app.log', true],
  ['/log/*.log', '/log/.app.log', false],
  ['/log/.*.log', '/log/.app.log', true],
  ['/log/*.log', '/log/sub/app.log', false],
  ['/log/**', '/log/sub/app.log', true],
  ['/log/*/**', '/log/sub', false],
  ['/log/sub/**', '/log/sub', true],
  ['/log/*/**', '/log/sub/.app.log', false],
  ['/log/**/*.log', '/log/app.log', true],
  ['/log/**/*.log', '/log/.hidden/app.log', false],
  ['/log/a?.log', '/log/a1.log', true],
  ['/log/[0-9][!x].log', '/log/1y.log', true],
  ['/log/[0-9][!x].log', '/log/1x.log', false],
  ['/log/[[:digit:]]*', '/log/1x.log', true],
  ['/log/[]x].log', '/log/].log', true],
  ['/log/{a,b/c}/*.log', '/log/b/c/app.log', true],
  ['/log/{a,{b,c}d}.log', '/log/cd.log', true],
  ['/log/{a}.log', '/log/{a}.log', true],
  ['/log/{a,{b.log', '/log/{a,{b.log', true],
  ['/log/[{]a,b}.log', '/log/{a,b}.log', true],
  ['/log/app{1..12}.log', '/log/app10.log', true],
  ['/log/app{08..11}.log', '/log/app09.log', true],
  ['/log/app{c..a}.log', '/log/appb.log', true],
  ['/log/@(a|b).log', '/log/b.log', true],
  ['/log/!(a).log', '/log/b.log', true],
  ['/log/\\*.log', '/log/*.log', true],
  ['/log/\\*.log', '/log/a.log', false],
  ['/log/*', '/log/app.log.1.gz', false],
  // Spellings of one path.
  ['/log//*.log', '/log/app.log', true],
  ['/log/./*.log', '/log/app.log', true],
  ['/log/sub/../*.log', '/log/app.log', true],
  // Names compare by their letters, composed, decomposed, or CP949 on disk.
  ['/log/로그*.log', `/log/${'로그1.log'.normalize('NFD')}`, true],
  [`/log/${'로그*.log'.normalize('NFD')}`, '/log/로그1.log', true],
  ['/log/로그*.log', '/log/\ufdd0로그1.log', true],
  ['/로그/?.log', '/\ufdd0로그/\ufdd0로.log', true],
])('says whether %s stands for %s', (glob, path, expected) => {
  expect(matches(glob, path)).toBe(expected);
});

it('matches the same paths as picomatch', () => {
  const word = fc.constantFrom('a', 'b', 'ab', '.a', 'a.log', 'a-b', 'b-a.log', '로', 'x1');
  const piece = fc.constantFrom(
    '*',
    '?',
    '[ab]',
    '[!a]',
    '[0-9]',
    '{a,b}',
    'x{a,}',
    '{a,b/a}',
    '{a,{b,x}1}',
    '-',
    '.log',
  );
  const part = fc.oneof(fc.constant('**'), word, fc.array(fc.oneof(piece, word), { minLength: 1, maxLength: 4 }));
  const glob = fc.array(
    part.map((pieces) => [pieces].flat().join('')),
    { minLength: 1, maxLength: 4 },
  );
  const path = fc.array(word, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(glob, path, (parts, names) => {
      fc.pre(!parts.some((each) => each !== '**' && each.includes('**')));
      const written = `/log/${parts.join('/')}`;
      const candidate = `/log/${names.join('/')}`;
      expect([written, candidate, matches(written, candidate)]).toEqual([
        written,
        candidate,
        picomatch(written, { dot: false, posix: true })(candidate),
      ]);
    }),
    { numRuns: 5_000 },
  );
});

it.each([
  ['stars', '/log/app-*-*-*-*-*-*-*-*.log', `/log/app-${'-'.repeat(246)}x`],
  ['folders', '/log/**/a/**/b/**/a/**/b/**/*.log', `/log/${'a/b/'.repeat(1_000)}x`],
  ['braces', `/log/${'{a,b}'.repeat(40)}.log`, `/log/${'a'.repeat(40)}x`],
  ['braces within braces', `/log/${'{a,'.repeat(600)}b${'}'.repeat(600)}.log`, '/log/x'],
  ['open braces', `/log/${'{a,b}'.repeat(20)}${'{'.repeat(3_900)}`, '/log/x'],
  ['open brackets', `/log/${'[[:'.repeat(1_300)}`, '/log/x'],
  ['ranges', `/log/${'{1..999999999}'.repeat(20)}`, '/log/x'],
])('is fast for %s, built to be slow', (_what, glob, path) => {
  const began = threadBusyMs();
  expect(matches(glob, path)).toBe(false);
  expect(threadBusyMs() - began).toBeLessThan(10_000);
});

it('reports that it has more alternatives than it searches', () => {
  expect(new PathPattern('/log/{a,b}.log', true).isWhole).toBe(true);
  expect(new PathPattern(`/log/${'{a,b}'.repeat(12)}.log`, true).isWhole).toBe(false);
});

it('takes a path without wildcards literally', () => {
  const pattern = new PathPattern('/log//[1]/./app*.log/', false);
  expect(pattern.path).toBe('/log/[1]/app*.log');
  expect(pattern.matches('/log/[1]/app*.log')).toBe(true);
  expect(pattern.matches('/log/1/app1.log')).toBe(false);
  expect(new PathPattern('/a/../b.log', false).matches('/a/../b.log')).toBe(true);
});
