/** Korean strings of the text that replaces late ones. */
export const digest = {
  head: '[Logbell] 지연 알림 {{count, number}}건. 첫 알림 {{time}}({{age}} 지연)',
  more: '외 {{count, number}}건',
} as const;

/** Korean strings of the text that sums up the matches of a period. */
export const summary = {
  head: '[Logbell] {{period}}: {{count, number}}건',
  more: '외 규칙 {{count, number}}개',
} as const;

/** Korean strings of the text that escalates an unacknowledged incident. */
export const escalation = {
  text: '[Logbell] #{{id}} {{age}}째 미확인({{count, number}}건): {{content}}',
} as const;

/** Korean strings of silences at Alertmanager: their comments there, and the history. */
export const silence = {
  comment: '{{host}}의 Logbell에서 확인 처리한 인시던트 {{id}}번, {{rule}}({{mark}})',
  created: '{{age}} 동안 사일런스: {{alert}}',
  ended: '사일런스 해제: {{alert}}',
  more: '외 {{count, number}}건',
} as const;

/** Korean strings of the text about unchecked lines of an urgent rule. */
export const unchecked = {
  text: '[Logbell] {{title}}: 패턴이 너무 느려 일부 줄을 검사하지 못합니다.',
} as const;

/** Korean strings of the message that replaces a text through another channel. */
export const fallback = {
  refused: 'SENS가 문자를 거부하여 이 채널로 알립니다.',
  unreachable: 'SENS로 문자를 보낼 수 없어 이 채널로 알립니다.',
  unknown: 'SENS의 문자 접수 여부를 알 수 없어 이 채널로도 알립니다. 문자가 이미 도착했을 수 있습니다.',
  budget: '문자 발송 한도를 모두 사용해 이 채널로 알립니다.',
  someArrived: '일부 문자는 이미 도착했을 수 있습니다.',
  alerts: '알림 {{count, number}}건. 첫 알림 {{time}}',
  matches: '일치 {{count, number}}건. 첫 일치 {{time}}',
  more: '외 {{count, number}}건',
} as const;

/** Korean strings of the message about Logbell's own problems. */
export const problemReport = {
  begun: '[Logbell {{host}}] 문제가 {{count, number}}건 있습니다.',
  ended: '[Logbell {{host}}] 문제 {{count, number}}건이 해결되었습니다.',
  both: '[Logbell {{host}}] 문제 {{count, number}}건 발생, {{endings, number}}건 해결',
  since: '{{time}} · {{title}}',
  solved: '{{age}} 만에 해결: {{title}}',
} as const;
