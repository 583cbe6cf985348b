import { describe, expect, it } from 'vitest';
import { pauseEnd } from '../../../../src/main/desktop/common/pause-end';

describe('the end of a pause', () => {
  const now = new Date(2026, 11, 31, 23, 30).getTime();

  it('is minutes away, or the next local midnight', () => {
    expect(pauseEnd('15m', now) - now).toBe(900_000);
    expect(pauseEnd('1h', now) - now).toBe(3_600_000);
    expect(new Date(pauseEnd('tomorrow', now))).toEqual(new Date(2027, 0, 1));
  });
});
