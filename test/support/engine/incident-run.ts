import { composeText } from '../../../src/main/engine/alert/message/compose';
import { evaluateMatch } from '../../../src/main/engine/alert/decision/evaluate';
import type { ResolvedIncident } from '../../../src/main/engine/alert/decision/match-context';
import { resolveByRecoveryLine, resolveIncident } from '../../../src/main/engine/alert/incidents/resolve';
import { settleIncidents } from '../../../src/main/engine/alert/incidents/due-incidents';
import { setIncident, noteAlerted } from '../../../src/main/engine/alert/incidents/incident';
import { acknowledged } from '../../../src/main/engine/alert/policy/incident';
import { searchFor } from '../../../src/main/engine/match/regex/engine';
import { STOPPED } from '../../../src/main/engine/match/regex/timed-exec';
import { PolicyRun, START } from './policy-run';

/** Runs lines through the policy and reports what happens to incidents. */
export class IncidentRun extends PolicyRun {
  /** Handles a recovery line; returns the ids of the incidents it closes. */
  ok(line: string, index = 0): number[] {
    const rule = this.rule(index);
    const found = rule.ok ? searchFor(rule.ok)(line) : null;
    if (!found || found === STOPPED) {
      throw new Error('The line does not match the pattern.');
    }
    return resolveByRecoveryLine(this.memory, rule, found).map(({ incident }) => incident.id);
  }

  /** Outcome of a recovery line that closed an incident, in short; `key` is the group value. */
  over(seconds: number, line: string, ends: ResolvedIncident, key = ''): string {
    const { settings, memory, paused } = this;
    const rule = { ...this.rule(), cooldown: '0s', message: '{{line}}' };
    const found = { matched: line, groups: [key], named: {} };
    const names = { title: rule.id, hostName: 'host' };
    const at = START + seconds * 1_000;
    const facts = { rule, ...names, settings, line, found, at, paused, recipients: 1, channels: 0, resolves: ends };
    return evaluateMatch(facts, memory).decision.why;
  }

  /** Closes the incident of a key, as a person does. */
  close(key = ''): number | undefined {
    return resolveIncident(this.memory, this.rule(), key)?.incident.id;
  }

  /** Acknowledges the incident of a key. */
  acknowledge(key = ''): void {
    const incident = this.memory.get('incident', this.rule().id, key);
    if (incident) {
      setIncident(this.memory, this.rule().id, key, acknowledged(incident), this.settings.policy);
    }
  }

  /** Sends the deferred alerts `seconds` after the start. */
  override due(seconds: number): string[] {
    const texts = super.due(seconds);
    if (texts.length > 0) {
      noteAlerted(this.memory, this.settings.rules, { at: START + seconds * 1_000, policy: this.settings.policy });
    }
    return texts;
  }

  /** Automatic changes of incidents `seconds` after the start: `2 age`, `1 to boss`, `1 given up`. */
  settle(seconds: number): string[] {
    const { memory, settings, paused } = this;
    const now = START + seconds * 1_000;
    const look = {
      settings,
      now,
      agingNow: now,
      paused,
      compose: () => composeText('?', 'Logbell', settings.delivery),
    };
    const { aged, escalations, givenUp } = settleIncidents(memory, look);
    return [
      ...aged.map(({ incident }) => `${incident.id} age`),
      ...givenUp.map(({ incident }) => `${incident.id} given up`),
      ...escalations.map(({ incident, recipients }) => `${incident.id} to ${recipients.map(({ id }) => id).join(' ')}`),
    ];
  }

  /** Open incidents: id, key and number of matches. */
  open(): string[] {
    return this.memory.all('incident').map(({ key, state }) => `${state.id}${key && ` ${key}`} ×${state.count}`);
  }

  /** Time of the next incident check, seconds after the start; null for never. */
  looksAt(): number | null {
    const dues = this.memory.takeChanges().flatMap(({ kind, dueAt }) => (kind === 'incident' && dueAt ? [dueAt] : []));
    return dues.length === 0 ? null : (Math.min(...dues) - START) / 1_000;
  }
}
