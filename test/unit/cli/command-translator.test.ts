import { expect, it } from 'vitest';
import { commandTranslator } from '../../../src/main/cli/output/command-translator';
import { en, ko } from '../../support/text/strings';

it('names commands as they are typed for own settings and for the service', () => {
  const [own, service] = [commandTranslator('en', false), commandTranslator('en', true)];
  expect(own('cli.pausedNext')).toBe('Resume with: logbell resume');
  expect(service('cli.pausedNext')).toBe('Resume with: sudo logbell --system resume');
  expect(service('cli.ruleAddedNext', { id: 'disk' })).toContain(': sudo logbell --system try disk');
  expect(commandTranslator('ko', true)('cli.mutedNext', { id: 'disk' })).toMatch(
    /: sudo logbell --system unmute disk$/,
  );
  expect(commandTranslator('ko', false)('cli.resendNext')).toBe(ko('cli.resendNext'));
  expect(service('noun.log', { count: 2 })).toBe(en('noun.log', { count: 2 }));
});
