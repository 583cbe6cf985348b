/** Korean strings of the text that replaces late ones. */
export const digest = {
  head: '[Logbell] 늦은 알림 {{count}}건. 첫 알림은 {{time}}, {{hours}}시간 {{minutes}}분 늦음',
  more: '외 {{count}}건',
} as const;
