import { describe, expect, it } from 'vitest';
import { defaultMessages } from '../../../../src/shared/i18n/default-messages';
import { translator } from '../../../../src/shared/i18n/translator';
import { ruleSchema } from '../../../../src/shared/settings/rules/rule-schema';

describe('default messages', () => {
  it('keep their variables for the text', () => {
    expect(defaultMessages(translator('en'))).toEqual({
      okMessage: '[{{rule}}] Recovered',
      absence: { message: '[{{rule}}] Expected line is missing', recovered: '[{{rule}}] Expected line is back' },
      pair: { message: '[{{rule}}] Not finished in time: {{line}}' },
    });
    expect(defaultMessages(translator('ko')).pair.message).toMatch(/^\[\{\{rule\}\}\] .*\{\{line\}\}$/);
  });

  it('are not part of the settings, which may leave them out', () => {
    const rule = { id: 'x', match: { text: 'x' } };
    const pair = { end: { text: 'y' }, within: '1m' };
    expect(ruleSchema.parse({ ...rule, pair })).not.toHaveProperty('okMessage');
    expect(ruleSchema.parse({ ...rule, pair }).pair).not.toHaveProperty('message');
    expect(Object.keys(ruleSchema.parse({ ...rule, absence: { after: '1h' } }).absence ?? {})).toEqual(['after', 'by']);
  });
});
