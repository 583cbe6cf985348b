import { describe, expect, it } from 'vitest';
import {
  type SensCondition,
  sensCondition,
  troubleOf,
  type WatchedText,
} from '../../../../../src/main/engine/alert/fallback/text-trouble';
import type { ProblemCode } from '../../../../../src/shared/contract/status';

function text(state: WatchedText['state'], code?: string, refused = false): WatchedText {
  return { state, reason: code === undefined ? null : { code, params: {} }, refused };
}

describe('sensCondition', () => {
  const cases: readonly [readonly ProblemCode[], SensCondition][] = [
    [[], 'works'],
    [['file-unreadable', 'text-failed', 'budget-used-up'], 'works'],
    [['sens-refused-key'], 'refuses'],
    [['sens-unreachable', 'sens-no-right'], 'refuses'],
    [['sens-server'], 'fails'],
    [['no-keys'], 'fails'],
  ];
  it.each(cases)('of %j is %s', (codes, condition) => {
    expect(sensCondition(codes)).toBe(condition);
  });
});

describe('troubleOf', () => {
  const cases: readonly [WatchedText, SensCondition, string | null][] = [
    [text('owed'), 'works', null],
    [text('owed'), 'fails', 'unreachable'],
    [text('owed'), 'refuses', 'refused'],
    [text('owed', 'sens-server'), 'works', 'unreachable'],
    [text('owed', 'no-access'), 'works', 'unreachable'],
    [text('owed', 'sens-refused-key', true), 'works', 'refused'],
    [text('owed', 'asked-again'), 'works', null],
    [text('owed', 'copied', true), 'fails', null],
    [text('owed', 'waits-for-live'), 'fails', null],
    [text('sending', 'being-sent'), 'fails', null],
    [text('accepted'), 'fails', null],
    [text('delivered'), 'fails', null],
    [text('unknown', 'looking-up'), 'fails', 'unknown'],
    [text('unknown', 'no-receipt'), 'works', 'unknown'],
    [text('failed', 'not-delivered'), 'works', 'refused'],
    [text('failed', 'may-be-delivered'), 'works', 'unknown'],
    [text('failed', 'too-late'), 'works', 'unreachable'],
    [text('failed', 'in-digest'), 'fails', null],
    [text('failed', 'dropped'), 'fails', null],
    [text('failed', 'recipient-removed'), 'fails', null],
  ];
  it.each(cases)('of %j while SENS %s is %s', (watched, sens, trouble) => {
    expect(troubleOf(watched, sens)).toBe(trouble);
  });
});
