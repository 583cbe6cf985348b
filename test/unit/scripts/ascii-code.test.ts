import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { withEscapes } from '../../../scripts/build/ascii-code.mjs';

it('writes characters beyond ASCII as escapes that mean the same', () => {
  const code = `["알림", \`·{{rule}} \\\\⚠\`, /^[가-힣💩]$/u.test('💩')].concat(Array(100).fill('plain')).join()`;
  const escaped = withEscapes(code);
  expect(escaped).toMatch(/^[\0-\x7f]+$/);
  expect(runInNewContext(escaped)).toBe(runInNewContext(code));
  expect(runInNewContext(escaped)).toMatch(/^알림,·\{\{rule\}\} \\⚠,true,plain/);
});

it('leaves code that would take more memory with escapes', () => {
  const code = `'${'가나다'.repeat(100)}'`;
  expect(withEscapes(code)).toBe(code);
});

it('refuses a backslash before a character beyond ASCII, which an escape would change', () => {
  expect(() => withEscapes('const text = "a very long text with \\가";')).toThrow('\\가');
});
