import { describe, expect, it } from 'vitest';
import { migrate, MIGRATIONS, type Migration } from '../../../src/main/settings/migrations';
import { SETTINGS_VERSION } from '../../../src/shared/settings/schema';

const steps: readonly Migration[] = [
  (settings) => ({ ...settings, second: true }),
  ({ second, ...rest }) => ({ ...rest, third: second }),
];

describe('migrations', () => {
  it('lead to the current version, one for each step', () => {
    expect(MIGRATIONS).toHaveLength(SETTINGS_VERSION - 1);
  });

  it('take each step in order and set the version', () => {
    expect(migrate({ version: 1, kept: 1 }, steps, 3)).toEqual({
      from: 1,
      settings: { version: 3, kept: 1, third: true },
    });
    expect(migrate({ version: 2, second: 'x' }, steps, 3)).toEqual({ from: 2, settings: { version: 3, third: 'x' } });
  });

  it('treat a missing version as the first', () => {
    expect(migrate({ kept: 1 }, steps, 3)?.from).toBe(1);
  });

  it.each([{ version: 3 }, { version: 4 }, { version: 'x' }, { version: 0 }, { version: 1.5 }, [], null, 'x'])(
    'do not touch current, newer or non-settings values',
    (input) => {
      expect(migrate(input, steps, 3)).toBeNull();
    },
  );
});
