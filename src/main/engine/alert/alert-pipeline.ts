import { membersOf } from '../../../shared/settings/alertmanager/members';
import { channelsOf } from '../../../shared/settings/channels/channels-of';
import type { Rule } from '../../../shared/settings/schema';
import { recipientsOf } from '../../../shared/settings/recipients';
import { ruleTitle } from '../../../shared/settings/titles';
import type { EngineEvent } from '../common/events';
import { absenceNotice, noteExpected, noteReported } from './expectations/absence';
import { collectDigests } from './digest/collect';
import { evaluateMatch } from './decision/evaluate';
import { overdueRule, takeOverdue } from './expectations/pair';
import { ResultBatch, EMPTY_RESULT, type PipelineResult } from './pipeline-result';
import { DecisionWriter, type WriterDeps } from './decision-writer';
import {
  resolveByAlert,
  resolveByEndLine,
  resolveByRecoveryLine,
  resolveByReturn,
  type Resolution,
} from './incidents/resolve';
import { ownDefaultMessages } from './message/compose';
import { originOf, type MatchInFile } from './message/types';
import { IncidentLog } from './incidents/incident-log';
import type { ResolvedIncident } from './decision/match-context';
import { recoveryRule } from './incidents/recovery-rule';
import type { PairRule } from './expectations/pair-monitor';
import type { Pause } from './pause';
import type { AbsenceRule } from './policy/absence-state';
import { muteAt, type MuteState } from './policy/silence';
import { PolicyState } from './policy/policy-state';
import { forgetPaidAgain } from './policy/spending';
import { restartMutes } from './policy/silenced-until';
import { uncheckedNotice } from './unchecked-notice';

export interface AlertPipelineDeps extends WriterDeps {
  readonly pause: Pick<Pause, 'isActive' | 'saveHeld'>;
  /** The watched time of a rule with a pair, ms; left out, all time counts as watched. */
  readonly watchedMs?: (ruleId: string) => number;
  /** The time that incidents age by, ms since 1970; left out, the clock's. */
  readonly plausibleNow?: () => number;
}

/** Decides on each match and on deferred work that is due, and has the decisions written. */
export class AlertPipeline {
  readonly incidents: IncidentLog;
  readonly writer: DecisionWriter;
  readonly #deps: AlertPipelineDeps;

  constructor(deps: AlertPipelineDeps) {
    this.#deps = deps;
    this.incidents = new IncidentLog(deps);
    this.writer = new DecisionWriter(deps, this.incidents);
  }

  /** Decides on matches in order. Must run inside a ledger transaction. */
  decideAll(all: readonly MatchInFile[], memory = new PolicyState(this.#deps.ledger.policy)): PipelineResult {
    const { ledger, clock, pause } = this.#deps;
    const batch = new ResultBatch();
    for (const found of all) {
      this.#decideAny(found, memory, batch);
    }
    const { events, matchIds, held, whys, heldByPause, queuedTexts, expected, joined } = batch;
    if (heldByPause > 0) {
      pause.saveHeld(heldByPause);
    }
    this.incidents.saveCounts(joined);
    const { counts: counted } = held;
    const countIds = counted.length > 0 ? (ledger.held?.add(counted) ?? []) : [];
    const forgot = ledger.policy.save(memory.takeChanges(), clock.now());
    const forgotten = forgot.size > 0 ? this.incidents.closeForgotten() : [];
    events.push(...forgotten);
    return {
      ...EMPTY_RESULT,
      events,
      matchIds,
      counted,
      countIds,
      whys,
      heldByPause,
      queuedTexts,
      expected,
      forgot,
    };
  }

  /** Alerts that expected lines of these cases are missing, or back. Must run inside a ledger transaction. */
  reportAbsence(rule: AbsenceRule, cases: readonly string[], missing: boolean): PipelineResult {
    const { ledger, clock } = this.#deps;
    const memory = new PolicyState(ledger.policy);
    noteReported(rule, cases, missing, memory, clock.now());
    const notice = absenceNotice(rule, cases, missing, ownDefaultMessages(this.#deps.settings()));
    return this.decideAll([{ ...notice, isResolved: !missing }], memory);
  }

  /** Alerts that lines of a rule go unchecked. Must run inside a ledger transaction. */
  reportUnchecked(rule: Rule): PipelineResult {
    return this.decideAll([uncheckedNotice(rule, this.#deps.settings())]);
  }

  /** Alerts of a rule's unfinished tasks that are overdue. Must run inside a ledger transaction. */
  reportOverdue(rule: PairRule): PipelineResult {
    const { ledger, clock, watchedMs, settings } = this.#deps;
    const memory = new PolicyState(ledger.policy);
    const late = overdueRule(rule, ownDefaultMessages(settings()));
    const notice = { rule: late, title: ruleTitle(late), concerns: () => true, find: () => null };
    const overdue = takeOverdue(memory, rule, watchedMs?.(rule.id) ?? clock.now()).map(({ line, found, ...state }) => ({
      match: { rule: notice, line, found: { ...found, part: 'overdue' as const } },
      ...originOf(state),
    }));
    return this.decideAll(overdue, memory);
  }

  /** Writes the deferred alerts that are due. Must run inside a ledger transaction. */
  settleDue(): PipelineResult {
    const { ledger, clock, pause, settings } = this.#deps;
    const memory = new PolicyState(ledger.policy);
    const now = clock.now();
    const unmuted = this.#unmuted(memory, (_ruleId, state) => muteAt(state, now) === null);
    restartMutes(memory, now);
    const collected = collectDigests(memory, settings(), now, pause.isActive());
    const written = collected.map((each) => this.writer.writeDigest(each, memory));
    const incidents = this.incidents.settle(memory, pause.isActive());
    forgetPaidAgain(memory, now, settings());
    return {
      ...EMPTY_RESULT,
      events: [...unmuted, ...written.map(({ event }) => event), ...incidents.events],
      queuedTexts: [...written.flatMap(({ textIds }) => textIds), ...incidents.queuedTexts],
      forgot: ledger.policy.save(memory.takeChanges(), clock.now()),
      givenUp: incidents.givenUp,
    };
  }

  /** Mutes a rule until a time (ms since 1970), or unmutes it with null. Must run inside a ledger transaction. */
  mute(ruleId: string, until: number | null): PipelineResult {
    const { ledger, clock } = this.#deps;
    const memory = new PolicyState(ledger.policy);
    const now = clock.now();
    const held = memory.get('mute', ruleId)?.held ?? 0;
    if (until !== null) {
      memory.set('mute', ruleId, '', { from: now, until, held }, until);
    }
    const events = until === null ? this.#unmuted(memory, (each) => each === ruleId) : [];
    const forgot = ledger.policy.save(memory.takeChanges(), now);
    return { ...EMPTY_RESULT, events, forgot };
  }

  /** Unmutes the rules whose mute is over. */
  #unmuted(memory: PolicyState, isOver: (ruleId: string, state: MuteState) => boolean): EngineEvent[] {
    const rules = new Map(this.#deps.settings().rules.map((rule) => [rule.id, ruleTitle(rule)]));
    return memory.all('mute').flatMap(({ ruleId, state }) => {
      if (!isOver(ruleId, state)) {
        return [];
      }
      memory.remove('mute', ruleId);
      return [{ event: 'unmuted', rule: ruleId, title: rules.get(ruleId) ?? ruleId, held: state.held } as const];
    });
  }

  /** Ignores a recovery line without an open incident; an expected line is only noted. */
  #decideAny(found: MatchInFile, memory: PolicyState, batch: ResultBatch): void {
    const { rule } = found.match.rule;
    const { found: caught } = found.match;
    if (found.isResolved) {
      this.#decideResolving(found, resolveByReturn(memory, rule, caught), memory, batch);
      return;
    }
    if (caught.part === 'ok') {
      const ended = resolveByRecoveryLine(memory, rule, caught);
      if (ended.length > 0) {
        const message = rule.okMessage ?? ownDefaultMessages(this.#deps.settings()).okMessage;
        const match = { ...found.match, rule: recoveryRule(rule, ended, message) };
        this.#decideResolving({ ...originOf(found), match }, ended, memory, batch);
      }
      return;
    }
    if (caught.part === 'resolved') {
      this.#decideEnded(found, memory, batch);
      return;
    }
    const late = caught.part === 'end' ? resolveByEndLine(memory, rule, caught) : [];
    if (late.length > 0) {
      this.#decideResolving(lateEndMatch(found, late), late, memory, batch);
    } else if (!noteExpected(found, batch.expected, memory, this.#deps.clock.now())) {
      this.#decideOne(found, memory, batch);
    }
  }

  /** Closes the incident of a received alert that has ended, with a message if the rule has one for recoveries. */
  #decideEnded(found: MatchInFile, memory: PolicyState, batch: ResultBatch): void {
    const { rule } = found.match.rule;
    const ended = resolveByAlert(memory, rule, found.endedKey ?? '');
    const standard = rule.ok ? ownDefaultMessages(this.#deps.settings()).okMessage : undefined;
    const message = rule.okMessage ?? standard;
    if (message === undefined || ended.length === 0) {
      batch.events.push(...this.incidents.close(ended, 'ok'));
      return;
    }
    const match = { ...found.match, rule: recoveryRule(rule, ended, message) };
    this.#decideResolving({ ...originOf(found), match }, ended, memory, batch);
  }

  #decideResolving(found: MatchInFile, ended: readonly Resolution[], memory: PolicyState, batch: ResultBatch): void {
    const wasTold = ended.length === 0 || ended.some(({ incident }) => incident.textAt !== null);
    this.#decideOne(found, memory, batch, { incident: ended[0]?.incident.id ?? 0, wasAlerted: wasTold });
    batch.events.push(...this.incidents.close(ended, 'ok'));
  }

  #decideOne(foundInFile: MatchInFile, memory: PolicyState, batch: ResultBatch, resolves?: ResolvedIncident): void {
    const { match } = foundInFile;
    const { clock, pause, hostName, settings } = this.#deps;
    const { rule, title } = match.rule;
    const { line, found } = match;
    const at = clock.now();
    const all = settings();
    const outcome = evaluateMatch(
      {
        rule,
        title,
        hostName,
        settings: all,
        line,
        found,
        at,
        watchedAt: rule.pair ? this.#watchedMs(rule, memory) : undefined,
        origin: foundInFile,
        paused: pause.isActive(),
        recipients: recipientsOf(rule, all).length,
        channels: channelsOf(rule, all).length + membersOf(rule, all).length,
        resolves,
      },
      memory,
    );
    this.writer.writeMatch(foundInFile, at, outcome, resolves, batch);
  }

  /** Returns a rule's watched time, ms, and notes it, so that it is saved together with the match. */
  #watchedMs({ id }: Rule, memory: PolicyState): number | undefined {
    const shown = this.#deps.watchedMs?.(id);
    if (shown === undefined) {
      return undefined;
    }
    const watchedMs = Math.max(shown, memory.get('watched', id)?.watchedMs ?? 0);
    memory.set('watched', id, '', { watchedMs });
    return watchedMs;
  }
}

/** Takes the message of a late end, if its rule has one, for an end that was reported as overdue. */
function lateEndMatch(found: MatchInFile, ended: readonly Resolution[]): MatchInFile {
  const { rule } = found.match.rule;
  const words = rule.pair?.recovered;
  return words === undefined
    ? found
    : { ...originOf(found), match: { ...found.match, rule: recoveryRule(rule, ended, words) } };
}
