/** Defaults of a rule. */
export const RULE_DEFAULTS = {
  name: '',
  enabled: true,
  butNot: [],
  message: '[{{rule}}] {{line}}',
  urgent: false,
  okMessage: '[{{rule}}] 정상으로 돌아왔습니다',
  cooldown: '0s',
  cooldownBy: 'line',
  rollup: false,
} as const;

/** Defaults of a missing-line rule. */
export const ABSENCE_DEFAULTS = {
  by: 'rule',
  message: '[{{rule}}] 기다리는 줄이 없습니다',
  recovered: '[{{rule}}] 줄이 다시 나옵니다',
} as const;

/** Defaults of an unfinished-task rule. */
export const PAIR_DEFAULTS = { message: '[{{rule}}] 끝나지 않았습니다: {{line}}' } as const;
