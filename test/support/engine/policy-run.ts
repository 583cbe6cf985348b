import { evaluateMatch } from '../../../src/main/engine/alert/decision/evaluate';
import type { MatchOutcome } from '../../../src/main/engine/alert/decision/match-context';
import { collectDigests } from '../../../src/main/engine/alert/digest/collect';
import { composeDigest, chargeDigest } from '../../../src/main/engine/alert/digest/digest-message';
import { PolicyState, type PolicySource } from '../../../src/main/engine/alert/policy/policy-state';
import { searchFor } from '../../../src/main/engine/match/regex/engine';
import { STOPPED } from '../../../src/main/engine/match/regex/timed-exec';
import type { Found } from '../../../src/main/engine/match/regex/types';
import { channelsOf } from '../../../src/shared/settings/channels/channels-of';
import { parseSettings } from '../../../src/shared/settings/parse';
import type { Rule, Settings } from '../../../src/shared/settings/schema';

/** Start time of the tests, ms since 1970: a Monday noon in Seoul. */
export const START = Date.UTC(2026, 10, 23, 3);

/** A policy store without earlier state. */
const NOTHING_BEFORE: PolicySource = { find: () => null, ofKind: () => [] };

/** Checked settings in English with one recipient and these rules. */
export function policySettings(rules: readonly object[], more: object = {}): Settings {
  const { settings, problems } = parseSettings({
    app: { language: 'en' },
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    rules: rules.map((rule, at) => ({ id: `r${at}`, match: { regex: '.+' }, ...rule })),
    ...more,
  });
  if (problems.length > 0) {
    throw new Error(`The settings of the test are wrong: ${JSON.stringify(problems)}`);
  }
  return settings;
}

/** Runs lines through the policy, at seconds after the start, with its own memory. */
export class PolicyRun {
  readonly memory: PolicyState;
  readonly settings: Settings;
  paused = false;

  constructor(rules: readonly object[], more: object = {}, memory = new PolicyState(NOTHING_BEFORE)) {
    this.memory = memory;
    this.settings = policySettings(rules, more);
  }

  rule(index = 0): Rule {
    const rule = this.settings.rules[index];
    if (!rule) {
      throw new Error('There is no such rule.');
    }
    return rule;
  }

  /** Outcome of a line `seconds` after the start. */
  at(seconds: number, line = 'disk full', index = 0): MatchOutcome {
    return this.atWith(seconds, 1, line, index);
  }

  /** Same for a number of recipients. */
  atWith(seconds: number, recipients: number, line = 'disk full', index = 0): MatchOutcome {
    const rule = this.rule(index);
    const found = searchFor(rule.match)(line);
    if (!found || found === STOPPED) {
      throw new Error('The line does not match the rule.');
    }
    return this.found(seconds, line, found, rule, recipients);
  }

  /** Outcome of a match in a line `seconds` after the start. */
  found(seconds: number, line: string, found: Found, rule = this.rule(), recipients = 1): MatchOutcome {
    const { paused, settings, memory } = this;
    const channels = channelsOf(rule, settings).length;
    const at = START + seconds * 1_000;
    const saysLine = { ...rule, message: '{{line}}' };
    const names = { title: rule.id, hostName: 'host' };
    const facts = { rule: saysLine, ...names, settings, line, found, at, paused, recipients, channels };
    return evaluateMatch(facts, memory);
  }

  /** Mutes the rule between these seconds after the start. */
  mute(from: number, until: number): void {
    const state = { from: START + from * 1_000, until: START + until * 1_000, held: 0 };
    this.memory.set('mute', this.rule().id, '', state);
  }

  /** Texts due `seconds` after the start. */
  due(seconds: number): string[] {
    const collected = collectDigests(this.memory, this.settings, START + seconds * 1_000, this.paused);
    return collected.map((each) => {
      const text = composeDigest(each, this.settings);
      chargeDigest(each, text, START + seconds * 1_000, this.memory, this.settings);
      return text.content;
    });
  }

  /** Outcome in short: `text`, `text +3` with the number of matches held before, or why it is held or deferred. */
  short(seconds: number, line?: string, index?: number): string {
    const { decision, summary } = this.at(seconds, line, index);
    if (summary === null) {
      return decision.why;
    }
    return summary.heldBack > 0 ? `text +${summary.heldBack}` : 'text';
  }
}
