import { expect, it } from 'vitest';
import { errorCode, errorFrames } from '../../../../src/main/engine/common/error-code';

it('tells where an error came from', () => {
  expect(errorFrames(new Error('failed'))).toMatch(/error-code\.test\.ts:\d+:\d+/);
});

it.each(['said: SECRET', 'two lines\n    at SECRET:1:2', 'two lines\n    at SECRET (file:///a/SECRET.js:1:2)'])(
  'tells nothing of what an error says',
  (message) => {
    const error = new TypeError(message);
    expect(errorFrames(error)).not.toContain('SECRET');
    expect(errorFrames(error)).toContain('error-code.test.ts');
    expect(errorCode(error)).toBe('TypeError');
  },
);

it('tells nothing of a stack of another form, or of what is no error', () => {
  const error = Object.assign(new Error('new words'), { stack: 'Error: SECRET\n    at SECRET\nSECRET' });
  expect(errorFrames(error)).toBe('');
  expect(errorFrames({ stack: '    at SECRET (a.js:1:2)' })).toBe('');
});
