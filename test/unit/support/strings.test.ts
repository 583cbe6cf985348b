import { describe, expect, it } from 'vitest';
import { en, enPattern, ko, type StringKey } from '../../support/text/strings';

describe('strings by key', () => {
  it('are those of the app, in each language', () => {
    expect([en('window.language.ko'), ko('window.language.en')]).toEqual(['한국어', 'English']);
    expect(en('noun.file', { count: 1 })).toBe('1 file');
  });

  it('need a key that exists, and all values', () => {
    expect(() => en('window.language' as StringKey)).toThrow('window.language');
    expect(() => en('window.language.fr' as StringKey)).toThrow('window.language.fr');
    expect(() => ko('noun.file')).toThrow('count');
  });

  it('are found as patterns, with values that are left out as groups', () => {
    expect(enPattern('noun.file').exec('1,204 files.')?.groups).toEqual({ count: '1,204' });
    expect(enPattern('notification.incident', { rule: 'Disk (web)' }).exec('Disk (web) #7')?.groups).toEqual({
      id: '7',
    });
    expect(enPattern('notification.incident', { rule: 'Disk (web)' }).test('Disk web #7')).toBe(false);
  });
});
