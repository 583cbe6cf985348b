/** Korean strings of the text that replaces late ones. */
export const digest = {
  head: '[Logbell] 늦은 알림 {{count}}건. 첫 알림은 {{time}}, {{hours}}시간 {{minutes}}분 늦음',
  more: '외 {{count}}건',
} as const;

/** Korean strings of the text that escalates an unacknowledged incident. */
export const escalation = {
  text: '[Logbell] {{hours}}시간 {{minutes}}분째 확인 없음 #{{id}}({{count}}건): {{content}}',
} as const;

/** Korean strings of the text about unchecked lines of an urgent rule. */
export const unchecked = {
  text: '[Logbell] {{title}}: 패턴 검사가 너무 오래 걸려 일부 줄을 확인하지 못합니다.',
} as const;
