import { describe, expect, it } from 'vitest';
import {
  fallbackMessage,
  overBudgetMessage,
  type ReportedAlert,
} from '../../../../../src/main/engine/alert/fallback/fallback-message';
import { translator } from '../../../../../src/shared/i18n/translator';
import { en } from '../../../../support/text/strings';

const words = translator('en');
const AT = Date.UTC(2026, 10, 23, 3);

function alerts(...reasons: readonly ReportedAlert['reason'][]): ReportedAlert[] {
  return reasons.map((reason, index) => ({ reason, content: `disk full ${index + 1}`, at: AT + index * 1_000 }));
}

describe('the message through a fallback channel', () => {
  it.each(['refused', 'unreachable', 'unknown'] as const)('says first why it comes this way: %s', (reason) => {
    expect(fallbackMessage(alerts(reason), words)).toBe(`${en(`fallback.${reason}`)}\ndisk full 1`);
  });

  it('counts the alerts of a flood and shows the first five', () => {
    const lines = fallbackMessage(alerts(...Array.from({ length: 12 }, () => 'unreachable' as const)), words).split(
      '\n',
    );
    expect(lines[1]).toMatch(/^12 alerts/u);
    expect(lines.slice(2)).toEqual([
      ...[1, 2, 3, 4, 5].map((index) => `disk full ${index}`),
      en('fallback.more', { count: 7 }),
    ]);
  });

  it('says that some texts may have arrived if one of them is unconfirmed', () => {
    const [why, arrived] = fallbackMessage(alerts('unreachable', 'unknown'), words).split('\n');
    expect([why, arrived]).toEqual([en('fallback.unreachable'), en('fallback.someArrived')]);
  });

  it('counts the matches that the budget holds', () => {
    const [why, count, content] = overBudgetMessage({ count: 3, content: 'disk full', firstAt: AT }, words).split('\n');
    expect([why, content]).toEqual([en('fallback.budget'), 'disk full']);
    expect(count).toMatch(/^3 matches/u);
  });
});
