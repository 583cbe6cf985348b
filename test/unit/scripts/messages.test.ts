import { describe, expect, it } from 'vitest';
import { message, messages, terminalLanguage } from '../../../scripts/setup/messages.mjs';

describe('the language of the terminal', () => {
  it.each([
    [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{}, 'en'],
    [{ LC_ALL: 'ko_KR.UTF-8', LANG: 'en_US.UTF-8' }, 'ko'],
    [{ LC_ALL: '', LC_MESSAGES: 'C', LANG: 'ko_KR.UTF-8' }, 'en'],
  ])('of %o is %s', (environment, language) => {
    expect(terminalLanguage(environment)).toBe(language);
  });
});

describe('the messages', () => {
  it('name the same values in both languages', () => {
    const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const key of Object.keys(messages.ko) as (keyof typeof messages.ko)[]) {
      expect(names(messages.en[key]), key).toEqual(names(messages.ko[key]));
    }
  });

  it('carry their values', () => {
    expect(message('not-linux', { platform: 'plan9' }, { LANG: 'ko_KR.UTF-8' })).toContain('plan9');
  });
});
