/** Korean messages of rules whose settings leave them out. */
export const defaultMessage = {
  okMessage: '[{{rule}}] 복구되었습니다',
  absence: {
    message: '[{{rule}}] 나와야 할 줄이 없습니다',
    recovered: '[{{rule}}] 나와야 할 줄이 다시 나왔습니다',
  },
  pair: {
    message: '[{{rule}}] 제때 완료되지 않았습니다: {{line}}',
  },
} as const;
