import { expect, it } from 'vitest';
import { errorCode, errorFrames } from '../../../../src/main/engine/common/error-code';

it('reports the origin of an error', () => {
  expect(errorFrames(new Error('failed'))).toMatch(/error-code\.test\.ts:\d+:\d+/);
});

it.each(['said: SECRET', 'two lines\n    at SECRET:1:2', 'two lines\n    at SECRET (file:///a/SECRET.js:1:2)'])(
  'reveals nothing of the message of an error',
  (message) => {
    const error = new TypeError(message);
    expect(errorFrames(error)).not.toContain('SECRET');
    expect(errorFrames(error)).toContain('error-code.test.ts');
    expect(errorCode(error)).toBe('TypeError');
  },
);

it('reveals nothing of a stack in another format, or of a value that is no error', () => {
  const error = Object.assign(new Error('new words'), { stack: 'Error: SECRET\n    at SECRET\nSECRET' });
  expect(errorFrames(error)).toBe('');
  expect(errorFrames({ stack: '    at SECRET (a.js:1:2)' })).toBe('');
});
