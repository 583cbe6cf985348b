import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../../src/renderer/forms/settings-edits';
import { fileSchema } from '../../../../src/shared/settings/log-schema';

describe('newId', () => {
  it('keeps the letters of any script', () => {
    expect(newId('결제 오류 (DB)', 'rule', [])).toBe('결제-오류-db');
  });

  it('counts up if the name is taken', () => {
    expect(newId('Disk', 'rule', ['disk', 'disk-2'])).toBe('disk-3');
  });

  it('falls back if a name has no letters', () => {
    expect(newId(' … ', 'rule', [])).toBe('rule');
  });

  it('is valid and new for every name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
        const first = newId(name, 'file', []);
        const second = newId(name, 'file', [first]);
        expect(fileSchema.safeParse({ id: second, path: '/a' }).success).toBe(true);
        expect(second).not.toBe(first);
      }),
    );
  });
});
