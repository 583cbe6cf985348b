/** Defaults of a rule; those of its messages depend on the language (src/shared/i18n/default-messages.ts). */
export const RULE_DEFAULTS = {
  name: '',
  enabled: true,
  butNot: [],
  message: '[{{rule}}] {{line}}',
  urgent: false,
  cooldown: '0s',
  cooldownBy: 'line',
  rollup: false,
} as const;
