import { expect, it } from 'vitest';
import { recipientWords } from '../../../src/main/cli/format/amounts';
import { deliverySentence, deliveryTo, targetOf, typeWord, whyOf } from '../../../src/main/cli/format/delivery-words';
import { textStateSpan } from '../../../src/main/cli/format/state-words';
import type { TextView } from '../../../src/shared/contract/history';
import { translator } from '../../../src/shared/i18n/translator';
import { ko } from '../../support/text/strings';

const english = translator('en');
const korean = translator('ko');

const TEXT: TextView = {
  ...{ id: 12, channel: '', recipient: 'Kim', to: '010******78', type: 'SMS', state: 'unknown', reason: null },
  ...{ at: 0, practice: false, costWon: 9 },
};
const MESSAGE: TextView = { ...TEXT, channel: 'ops', recipient: '#ops', to: '', type: 'MESSAGE', costWon: 0 };

it.each([
  [TEXT, 'text 12 · 010******78 · SMS · unconfirmed', '문자 12 · 010******78 · SMS · 결과 조회 중'],
  [MESSAGE, 'message 12 · #ops · unconfirmed', '메시지 12 · #ops · 결과 알 수 없음'],
  [
    { ...MESSAGE, practice: true, state: 'delivered' as const },
    'practice message 12 · #ops · delivered',
    '연습 메시지 12 · #ops · 도착',
  ],
])('names a delivery with its state: %#', (text, inEnglish, inKorean) => {
  const named = { ...text, to: targetOf(text) };
  expect([deliverySentence(named, english), deliverySentence(named, korean)]).toEqual([inEnglish, inKorean]);
});

it('a message through a channel shows its title where a text shows name and number', () => {
  const shown = (text: TextView): string => deliveryTo({ ...text, to: recipientWords(text) }, english);
  expect([shown(TEXT), shown(MESSAGE), shown({ ...MESSAGE, practice: true })]).toEqual([
    'SMS to Kim (010-****-**78)',
    'message to #ops',
    'practice message to #ops',
  ]);
  expect([typeWord(TEXT, english), typeWord(MESSAGE, korean)]).toEqual(['SMS', '메시지']);
  expect(textStateSpan('unknown', korean, 'ops').text).toBe('결과 알 수 없음');
});

it('a message in place of a text says why, and then the reason of its state', () => {
  const held = { code: 'channel-sending', params: {} } as const;
  expect(whyOf({ ...MESSAGE, fallback: 'refused' }, english)).toBe('Fallback: SENS refused the text.');
  expect(whyOf({ ...MESSAGE, fallback: 'budget', reason: held }, korean)).toBe(
    `${ko('fallbackReason.budget')} ${ko('reason.channel-sending')}`,
  );
  expect(whyOf(TEXT, english)).toBe('');
});
