import { expect, it } from 'vitest';
import { en, ko } from '../../../support/text/strings';

const late = { count: 12, time: '01-31 09:30:00', hours: 3, minutes: 5 };
const escalated = { hours: 0, minutes: 15, id: 7, count: 2, content: 'disk full' };

/** The only place with the wording of texts that Logbell writes itself; other tests look it up. */
it.each([
  [ko('notification.testContent'), '[Logbell] 테스트 문자입니다.'],
  [en('notification.testContent'), '[Logbell] This is a test.'],
  [ko('cli.testMessage'), 'Logbell 테스트 문자입니다.'],
  [en('cli.testMessage'), 'This is a test text from Logbell.'],
  [ko('digest.head', late), '[Logbell] 늦은 알림 12건. 첫 알림은 01-31 09:30:00, 3시간 5분 늦음'],
  [en('digest.head', late), '[Logbell] 12 late alert(s), the first of 01-31 09:30:00, 3 h 5 min late'],
  [ko('digest.more', { count: 2 }), '외 2건'],
  [en('digest.more', { count: 2 }), 'and 2 more'],
  [ko('escalation.text', escalated), '[Logbell] 0시간 15분째 확인 없음 #7(2건): disk full'],
  [en('escalation.text', escalated), '[Logbell] not acknowledged for 0 h 15 min: #7 (2) disk full'],
  [ko('unchecked.text', { title: 'Disk' }), '[Logbell] Disk: 패턴 검사가 너무 오래 걸려 일부 줄을 확인하지 못합니다.'],
  [en('unchecked.text', { title: 'Disk' }), '[Logbell] Disk: some lines go unchecked, the pattern takes too long.'],
])('a text reads: %s', (text, sent) => {
  expect(text).toBe(sent);
});
