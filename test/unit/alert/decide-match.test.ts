import { expect, it } from 'vitest';
import { decideMatch } from '../../../src/main/engine/alert/decide-match';
import { START, PolicyRun } from '../../support/policy-run';

it('says when there is nobody to text', () => {
  const run = new PolicyRun([{}]);
  const found = { matched: 'a', groups: [], named: {} };
  const facts = {
    rule: run.rule(),
    line: 'a',
    found,
    at: START,
    paused: false,
    recipients: 0,
    policy: run.settings.policy,
    compose: () => '',
  };
  expect(decideMatch(facts, run.memory).decision).toMatchObject({ outcome: 'alerted', why: 'no-recipients' });
});
