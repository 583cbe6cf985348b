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
import { resolveByEndLine, resolveByRecoveryLine, resolveByReturn, type Resolution } from './incidents/resolve';
import { originOf, type MatchInFile } from './message/types';
import { IncidentLog } from './incidents/incident-log';
import type { ResolvedIncident } from './decision/match-context';
import { recoveryRule } from './incidents/recovery-rule';
import type { PairRule } from './expectations/pair-monitor';
import type { Pause } from './pause';
import type { AbsenceRule } from './policy/absence';
import { muteAt, type MuteState } from './policy/silence';
import { PolicyState } from './policy/policy-state';
import { restartMutes } from './policy/silenced-until';
import { uncheckedNotice } from './unchecked-notice';

/** What the desk is given. */
export interface AlertPipelineDeps extends WriterDeps {
  readonly pause: Pick<Pause, 'isActive' | 'saveHeld'>;
  readonly hostName: string;
  /** What the clock of watching shows for a rule that waits for ends, ms; without it, it never stands still. */
  readonly watchedMs?: (ruleId: string) => number;
  /** The time by which incidents grow old, ms since 1970; the clock's unless said. */
  readonly plausibleNow?: () => number;
}

/** Decides what becomes of each match, and of what is due, and has it written. */
export class AlertPipeline {
  readonly incidents: IncidentLog;
  readonly writer: DecisionWriter;
  readonly #deps: AlertPipelineDeps;

  constructor(deps: AlertPipelineDeps) {
    this.#deps = deps;
    this.incidents = new IncidentLog(deps);
    this.writer = new DecisionWriter(deps, this.incidents);
  }

  /** Decides on matches, in their order; must run inside a ledger transaction. */
  decideAll(all: readonly MatchInFile[], memory = new PolicyState(this.#deps.ledger.policy)): PipelineResult {
    const { ledger, clock, pause } = this.#deps;
    const batch = new ResultBatch();
    for (const found of all) {
      this.#decideAny(found, memory, batch);
    }
    const { events, matchIds, held, whys, heldByPause, owed, expected, joined } = batch;
    if (heldByPause > 0) {
      pause.saveHeld(heldByPause);
    }
    this.incidents.more(joined);
    const { counts: counted } = held;
    const countIds = counted.length > 0 ? (ledger.held?.add(counted) ?? []) : [];
    const forgot = ledger.policy.save(memory.takeChanges(), clock.now());
    const forgotten = forgot.size > 0 ? this.incidents.forget() : [];
    events.push(...forgotten);
    return { ...EMPTY_RESULT, events, matchIds, counted, countIds, whys, heldByPause, owed, expected, forgot };
  }

  /** Tells that lines of these cases, which a rule expects, are missing, or back; must run inside a ledger transaction. */
  tellAbsence(rule: AbsenceRule, cases: readonly string[], missing: boolean): PipelineResult {
    const { ledger, clock } = this.#deps;
    const memory = new PolicyState(ledger.policy);
    noteReported(rule, cases, missing, memory, clock.now());
    return this.decideAll([{ ...absenceNotice(rule, cases, missing), isResolved: !missing }], memory);
  }

  /** Tells that lines of a rule go by unchecked; must run inside a ledger transaction. */
  tellUnchecked(rule: Rule): PipelineResult {
    return this.decideAll([uncheckedNotice(rule, this.#deps.settings())]);
  }

  /** Tells of what a rule's lines began and did not end in time; must run inside a ledger transaction. */
  tellOverdue(rule: PairRule): PipelineResult {
    const { ledger, clock, watchedMs } = this.#deps;
    const memory = new PolicyState(ledger.policy);
    const late = overdueRule(rule, rule.pair);
    const notice = { rule: late, title: ruleTitle(late), concerns: () => true, find: () => null };
    const overdue = takeOverdue(memory, rule, watchedMs?.(rule.id) ?? clock.now()).map(({ line, found, ...state }) => ({
      match: { rule: notice, line, found: { ...found, part: 'overdue' as const } },
      ...originOf(state),
    }));
    return this.decideAll(overdue, memory);
  }

  /** Tells what has waited and is due; must run inside a ledger transaction. */
  settleDue(): PipelineResult {
    const { ledger, clock, pause, settings } = this.#deps;
    const memory = new PolicyState(ledger.policy);
    const now = clock.now();
    const unmuted = this.#unmuted(memory, (_ruleId, state) => muteAt(state, now) === null);
    restartMutes(memory, now);
    const collected = collectDigests(memory, settings(), now, pause.isActive());
    const written = collected.map((each) => this.writer.collected(each, memory));
    const incidents = this.incidents.settle(memory, pause.isActive());
    return {
      ...EMPTY_RESULT,
      events: [...unmuted, ...written.map(({ event }) => event), ...incidents.events],
      owed: [...written.flatMap(({ textIds }) => textIds), ...incidents.owed],
      forgot: ledger.policy.save(memory.takeChanges(), clock.now()),
      givenUp: incidents.givenUp,
    };
  }

  /** Mutes a rule until a time (ms since 1970), or ends that with null; must run inside a ledger transaction. */
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

  /** Ends the mutes of these rules. */
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

  /** A line that says all is well, with nothing wrong before, is not worth a word; one that is expected is noted alone. */
  #decideAny(found: MatchInFile, memory: PolicyState, batch: ResultBatch): void {
    const { rule } = found.match.rule;
    const { found: caught } = found.match;
    if (found.isResolved) {
      this.#decideEnd(found, resolveByReturn(memory, rule, caught), memory, batch);
      return;
    }
    if (caught.part === 'ok') {
      const ended = resolveByRecoveryLine(memory, rule, caught);
      const match = { ...found.match, rule: recoveryRule(rule, ended) };
      if (ended.length > 0) {
        this.#decideEnd({ ...originOf(found), match }, ended, memory, batch);
      }
      return;
    }
    const late = caught.part === 'end' ? resolveByEndLine(memory, rule, caught) : [];
    if (late.length > 0) {
      this.#decideEnd(lateEnd(found, late), late, memory, batch);
    } else if (!noteExpected(found, batch.expected, memory, this.#deps.clock.now())) {
      this.#decideOne(found, memory, batch);
    }
  }

  #decideEnd(found: MatchInFile, ended: readonly Resolution[], memory: PolicyState, batch: ResultBatch): void {
    const wasTold = ended.length === 0 || ended.some(({ incident }) => incident.textAt !== null);
    this.#decideOne(found, memory, batch, { incident: ended[0]?.incident.id ?? 0, wasAlerted: wasTold });
    batch.events.push(...this.incidents.ended(ended, 'ok'));
  }

  #decideOne(foundInFile: MatchInFile, memory: PolicyState, batch: ResultBatch, ends?: ResolvedIncident): void {
    const { match } = foundInFile;
    const { clock, pause, hostName, settings } = this.#deps;
    const { rule, title } = match.rule;
    const { line, found } = match;
    const at = clock.now();
    const all = settings();
    const verdict = evaluateMatch(
      {
        rule,
        title,
        hostName,
        settings: all,
        line,
        found,
        at,
        watchedAt: rule.pair ? this.#watched(rule, memory) : undefined,
        origin: foundInFile,
        paused: pause.isActive(),
        recipients: recipientsOf(rule, all).length,
        ends,
      },
      memory,
    );
    this.writer.match(foundInFile, at, verdict, ends?.incident ?? 0, batch);
  }

  /** What the rule's clock of watching shows goes to the ledger with what was found at that time. */
  #watched({ id }: Rule, memory: PolicyState): number | undefined {
    const shown = this.#deps.watchedMs?.(id);
    if (shown === undefined) {
      return undefined;
    }
    const watchedMs = Math.max(shown, memory.get('watched', id)?.watchedMs ?? 0);
    memory.set('watched', id, '', { watchedMs });
    return watchedMs;
  }
}

/** An end that came after its rule had told that it is overdue; it is told of where the rule says how. */
function lateEnd(found: MatchInFile, ended: readonly Resolution[]): MatchInFile {
  const { rule } = found.match.rule;
  const words = rule.pair?.recovered;
  return words === undefined
    ? found
    : { ...originOf(found), match: { ...found.match, rule: recoveryRule(rule, ended, words) } };
}
