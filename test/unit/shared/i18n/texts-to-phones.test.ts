import { expect, it } from 'vitest';
import { en, ko } from '../../../support/text/strings';

const late = { count: 12, time: '01-31 09:30:00', age: '3 h 5 min' };
const escalated = { age: '15 min', id: 7, count: 2, content: 'disk full' };

/** The only place with the wording of texts that Logbell writes itself; other tests look it up. */
it.each([
  [ko('notification.testContent'), '[Logbell] 테스트입니다.'],
  [en('notification.testContent'), '[Logbell] This is a test.'],
  [ko('cli.testMessage'), 'Logbell 테스트 문자입니다.'],
  [en('cli.testMessage'), 'This is a test text from Logbell.'],
  [
    ko('digest.head', { ...late, age: '3시간 5분' }),
    '[Logbell] 지연 알림 12건. 첫 알림 01-31 09:30:00(3시간 5분 지연)',
  ],
  [en('digest.head', late), '[Logbell] 12 delayed alerts, first 01-31 09:30:00 (3 h 5 min late)'],
  [ko('digest.more', { count: 2 }), '외 2건'],
  [en('digest.more', { count: 2 }), 'and 2 more'],
  [ko('summary.head', { period: '11-22 23:10~11-23 06:12', count: 17 }), '[Logbell] 11-22 23:10~11-23 06:12: 17건'],
  [
    en('summary.head', { period: '11-22 23:10~11-23 06:12', count: 17 }),
    '[Logbell] 11-22 23:10~11-23 06:12: 17 matches',
  ],
  [ko('escalation.text', { ...escalated, age: '15분' }), '[Logbell] #7 15분째 미확인(2건): disk full'],
  [en('escalation.text', escalated), '[Logbell] #7 unacknowledged for 15 min (×2): disk full'],
  [ko('unchecked.text', { title: 'Disk' }), '[Logbell] Disk: 패턴이 너무 느려 일부 줄을 검사하지 못합니다.'],
  [en('unchecked.text', { title: 'Disk' }), '[Logbell] Disk: pattern too slow, some lines are not checked.'],
])('a text reads: %s', (text, sent) => {
  expect(text).toBe(sent);
});
