import { describe, expect, it } from 'vitest';
import { muteEnd } from '../../../../src/main/desktop/common/pause-end';

describe('the end of a mute', () => {
  const at = (day: number, hour: number, minute = 0): number => new Date(2026, 11, day, hour, minute).getTime();

  it('is minutes away, or the next time that it is eight', () => {
    expect(muteEnd('30m', at(31, 23, 30))).toBe(at(32, 0));
    expect(muteEnd('2h', at(31, 12))).toBe(at(31, 14));
    expect(muteEnd('morning', at(31, 23, 30))).toBe(at(32, 8));
    expect(muteEnd('morning', at(31, 7, 59))).toBe(at(31, 8));
    expect(muteEnd('morning', at(31, 8))).toBe(at(32, 8));
  });
});
