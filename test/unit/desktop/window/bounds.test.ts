import { describe, expect, it } from 'vitest';
import { DEFAULT_BOUNDS, readBounds } from '../../../../src/main/desktop/window/bounds';

const screen = [{ x: 0, y: 0, width: 1920, height: 1080 }];

describe('the window’s bounds', () => {
  it('are the stored ones', () => {
    const bounds = { width: 900, height: 700, x: 10, y: 20 };
    expect(readBounds({ store: { bounds } }, screen)).toEqual(bounds);
  });

  it('omit the position if it is on no screen', () => {
    expect(readBounds({ store: { bounds: { width: 900, height: 700, x: 3000, y: 20 } } }, screen)).toEqual({
      width: 900,
      height: 700,
    });
  });

  it.each([{}, { bounds: 'x' }, { bounds: { width: 10, height: 10 } }])('are the default otherwise', (store) => {
    expect(readBounds({ store }, screen)).toEqual(DEFAULT_BOUNDS);
  });
});
