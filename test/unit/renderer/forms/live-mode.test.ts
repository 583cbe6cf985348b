import { describe, expect, it } from 'vitest';
import { liveModeFaults } from '../../../../src/renderer/forms/live-mode';
import { emptySettings, type SensSettings } from '../../../../src/shared/settings/schema';

const { sens: empty } = emptySettings();
const complete: SensSettings = { ...empty, serviceId: 'ncp:sms:kr:123456789012:project', from: '02-123-4567' };
const stored = { accessKey: 'set', secretKey: 'set' } as const;
const nothing = { accessKey: 'not-set', secretKey: 'not-set' } as const;
const untyped = { accessKey: '', secretKey: ' ' };

describe('what live mode lacks', () => {
  it('is each of the four values that is empty', () => {
    const { sens, keys } = liveModeFaults(empty, nothing, untyped, []);
    expect(sens.map(({ path, code }) => [path, code])).toEqual([
      ['sens.from', 'no-from'],
      ['sens.serviceId', 'no-service-id'],
    ]);
    expect(keys).toEqual(['accessKey', 'secretKey']);
  });

  it('is nothing with all values, the keys stored or typed', () => {
    expect(liveModeFaults(complete, stored, untyped, [])).toEqual({ sens: [], keys: [], samples: [] });
    const typed = { accessKey: 'made-up', secretKey: 'made-up' };
    expect(liveModeFaults(complete, nothing, typed, []).keys).toEqual([]);
    expect(liveModeFaults(complete, { ...nothing, accessKey: 'set' }, untyped, []).keys).toEqual(['secretKey']);
  });

  it.each([
    ['010-1234-5678', '82', true],
    ['+82 10 1234 5678', '82', true],
    ['01012345678', '82', true],
    ['010-1234-5679', '82', false],
    ['01012345678', '1', false],
  ])('is a real number in place of %s in country %s: %s', (number, countryCode, sample) => {
    const recipient = { id: 'me', name: 'On call', number, countryCode };
    expect(liveModeFaults(complete, stored, untyped, [recipient]).samples).toEqual(sample ? [recipient] : []);
  });
});
