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

/** Korean strings of the text about unchecked lines of an urgent rule. */
export const unchecked = {
  text: '[Logbell] {{title}}: 패턴이 너무 느려 일부 줄을 검사하지 못합니다.',
} as const;
