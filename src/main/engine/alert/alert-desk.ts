import type { Rule } from '../../../shared/settings';
import { recipientsOf } from '../../../shared/recipients-of';
import { ruleTitle } from '../../../shared/titles';
import type { EngineEvent } from '../events';
import { absenceNotice, noteExpected, noteTold } from './absence-notes';
import { collectDue } from './collect-due';
import { decideMatch } from './decide-match';
import { overdueRule, takeOverdue } from './decide-pair';
import { DeskWriter, type DecidedMatch, type WriterParts } from './desk-writer';
import { endByEnd, endByOk, endByReturn, type EndedIncident } from './end-incident';
import { originOf, type FoundInFile } from './found-in-file';
import { IncidentDesk, type GivenUpEscalation } from './incident-desk';
import type { Ending } from './match-facts';
import { okNotice } from './ok-notice';
import type { PairRule } from './pair-watch';
import type { Pause } from './pause';
import type { AbsenceRule } from './policy/absence';
import { muteAt, type MuteState } from './policy/mute';
import { PolicyMemory } from './policy/policy-memory';
import { beginMutesAnew } from './silence';
import { uncheckedNotice } from './unchecked-notice';

/** What the desk is given. */
export interface AlertDeskParts extends WriterParts {
  readonly pause: Pick<Pause, 'isActive' | 'saveHeld'>;
  /** What the clock of watching shows for a rule that waits for ends, ms; without it, it never stands still. */
  readonly watchedMs?: (ruleId: string) => number;
  /** The time by which incidents grow old, ms since 1970; the clock's unless said. */
  readonly plausibleNow?: () => number;
}

/** What was decided and written, to be told once the transaction is committed. */
export interface Decided {
  readonly events: readonly EngineEvent[];
  readonly matchIds: readonly number[];
  readonly heldByPause: number;
  /** Texts that have come to be owed. */
  readonly owed: readonly number[];
  /** Rules whose lines were expected and have come, and the cases these belong to. */
  readonly expected: ReadonlyMap<string, ReadonlySet<string>>;
  /** Rules with more keys than are kept, so that some had to be forgotten. */
  readonly forgot: ReadonlySet<string>;
  /** Escalations that could not go out in time; none unless said. */
  readonly givenUp?: readonly GivenUpEscalation[];
}

/** Decides what becomes of each match, and of what is due, and has it written. */
export class AlertDesk {
  readonly incidents: IncidentDesk;
  readonly writer: DeskWriter;
  readonly #parts: AlertDeskParts;

  constructor(parts: AlertDeskParts) {
    this.#parts = parts;
    this.incidents = new IncidentDesk(parts);
    this.writer = new DeskWriter(parts, this.incidents);
  }

  /** Decides on matches, in their order; must run inside a ledger transaction. */
  decideAll(all: readonly FoundInFile[], memory = new PolicyMemory(this.#parts.ledger.policy)): Decided {
    const { ledger, clock, pause } = this.#parts;
    const expected = new Map<string, Set<string>>();
    const decided = all.flatMap((found) => this.#decideAny(found, memory, expected));
    const heldByPause = decided.filter((each) => each.heldByPause).length;
    if (heldByPause > 0) {
      pause.saveHeld(heldByPause);
    }
    this.incidents.more(new Map(decided.flatMap(({ joined }) => (joined ? [[joined.incident, joined.count]] : []))));
    const forgot = ledger.policy.save(memory.takeChanges(), clock.now());
    const forgotten = forgot.size > 0 ? this.incidents.forget() : [];
    return {
      events: [...decided.flatMap(({ events }) => events), ...forgotten],
      matchIds: decided.map(({ matchId }) => matchId),
      heldByPause,
      owed: decided.flatMap(({ owed }) => owed),
      expected,
      forgot,
    };
  }

  /** Tells that lines of these cases, which a rule expects, are missing, or back; must run inside a ledger transaction. */
  tellAbsence(rule: AbsenceRule, cases: readonly string[], missing: boolean): Decided {
    const { ledger, clock } = this.#parts;
    const memory = new PolicyMemory(ledger.policy);
    noteTold(rule, cases, missing, memory, clock.now());
    return this.decideAll([{ ...absenceNotice(rule, cases, missing), isOver: !missing }], memory);
  }

  /** Tells that lines of a rule go by unchecked; must run inside a ledger transaction. */
  tellUnchecked(rule: Rule): Decided {
    return this.decideAll([uncheckedNotice(rule, this.#parts.settings())]);
  }

  /** Tells of what a rule's lines began and did not end in time; must run inside a ledger transaction. */
  tellOverdue(rule: PairRule): Decided {
    const { ledger, clock, watchedMs } = this.#parts;
    const memory = new PolicyMemory(ledger.policy);
    const late = overdueRule(rule, rule.pair);
    const notice = { rule: late, title: ruleTitle(late), concerns: () => true, find: () => null };
    const overdue = takeOverdue(memory, rule, watchedMs?.(rule.id) ?? clock.now()).map(({ line, found, ...state }) => ({
      match: { rule: notice, line, found: { ...found, part: 'overdue' as const } },
      ...originOf(state),
    }));
    return this.decideAll(overdue, memory);
  }

  /** Tells what has waited and is due; must run inside a ledger transaction. */
  settleDue(): Decided {
    const { ledger, clock, pause, settings } = this.#parts;
    const memory = new PolicyMemory(ledger.policy);
    const now = clock.now();
    const unmuted = this.#unmuted(memory, (_ruleId, state) => muteAt(state, now) === null);
    beginMutesAnew(memory, now);
    const collected = collectDue(memory, settings(), now, pause.isActive());
    const written = collected.map((each) => this.writer.collected(each, memory));
    const incidents = this.incidents.settle(memory, pause.isActive());
    return {
      events: [...unmuted, ...written.map(({ event }) => event), ...incidents.events],
      matchIds: [],
      heldByPause: 0,
      owed: [...written.flatMap(({ textIds }) => textIds), ...incidents.owed],
      expected: new Map(),
      forgot: ledger.policy.save(memory.takeChanges(), clock.now()),
      givenUp: incidents.givenUp,
    };
  }

  /** Mutes a rule until a time (ms since 1970), or ends that with null; must run inside a ledger transaction. */
  mute(ruleId: string, until: number | null): Decided {
    const { ledger, clock } = this.#parts;
    const memory = new PolicyMemory(ledger.policy);
    const now = clock.now();
    const held = memory.get('mute', ruleId)?.held ?? 0;
    if (until !== null) {
      memory.set('mute', ruleId, '', { from: now, until, held }, until);
    }
    const events = until === null ? this.#unmuted(memory, (each) => each === ruleId) : [];
    const forgot = ledger.policy.save(memory.takeChanges(), now);
    return { events, matchIds: [], heldByPause: 0, owed: [], expected: new Map(), forgot };
  }

  /** Ends the mutes of these rules. */
  #unmuted(memory: PolicyMemory, isOver: (ruleId: string, state: MuteState) => boolean): EngineEvent[] {
    const rules = new Map(this.#parts.settings().rules.map((rule) => [rule.id, ruleTitle(rule)]));
    return memory.all('mute').flatMap(({ ruleId, state }) => {
      if (!isOver(ruleId, state)) {
        return [];
      }
      memory.remove('mute', ruleId);
      return [{ event: 'unmuted', rule: ruleId, title: rules.get(ruleId) ?? ruleId, held: state.held } as const];
    });
  }

  /** A line that says all is well, with nothing wrong before, is not worth a word; one that is expected is noted alone. */
  #decideAny(found: FoundInFile, memory: PolicyMemory, expected: Map<string, Set<string>>): DecidedMatch[] {
    const { rule } = found.match.rule;
    const { found: caught } = found.match;
    if (found.isOver) {
      return [this.#decideEnd(found, endByReturn(memory, rule, caught), memory)];
    }
    if (caught.part === 'ok') {
      const ended = endByOk(memory, rule, caught);
      const match = { ...found.match, rule: okNotice(rule, ended) };
      return ended.length > 0 ? [this.#decideEnd({ ...found, match }, ended, memory)] : [];
    }
    const late = caught.part === 'end' ? endByEnd(memory, rule, caught) : [];
    if (late.length > 0) {
      return [this.#decideEnd(lateEnd(found, late), late, memory)];
    }
    const isExpected = noteExpected(found, expected, memory, this.#parts.clock.now());
    return isExpected ? [] : [this.#decideOne(found, memory)];
  }

  #decideEnd(found: FoundInFile, ended: readonly EndedIncident[], memory: PolicyMemory): DecidedMatch {
    const wasTold = ended.length === 0 || ended.some(({ incident }) => incident.textAt !== null);
    const decided = this.#decideOne(found, memory, { incident: ended[0]?.incident.id ?? 0, wasTold });
    return { ...decided, events: [...decided.events, ...this.incidents.ended(ended, 'ok')] };
  }

  #decideOne(foundInFile: FoundInFile, memory: PolicyMemory, ends?: Ending): DecidedMatch {
    const { match, path, fileIds, place } = foundInFile;
    const { clock, pause, settings } = this.#parts;
    const { rule } = match.rule;
    const { line, found } = match;
    const at = clock.now();
    const all = settings();
    const verdict = decideMatch(
      {
        rule,
        settings: all,
        line,
        found,
        at,
        ...(rule.pair ? this.#watched(rule, memory) : {}),
        origin: originOf(foundInFile),
        paused: pause.isActive(),
        recipients: recipientsOf(rule, all).length,
        ...(ends ? { ends } : {}),
        compose: (each) => this.writer.compose({ match, path, at }, each),
      },
      memory,
    );
    const fileId = rule.files?.find((id) => fileIds.includes(id)) ?? fileIds[0] ?? '';
    return this.writer.match(match, { at, fileId, path, ...(place ? { place } : {}) }, verdict, ends?.incident ?? 0);
  }

  /** What the rule's clock of watching shows goes to the ledger with what was found at that time. */
  #watched({ id }: Rule, memory: PolicyMemory): { readonly watchedAt?: number } {
    const shown = this.#parts.watchedMs?.(id);
    if (shown === undefined) {
      return {};
    }
    const watchedMs = Math.max(shown, memory.get('watched', id)?.watchedMs ?? 0);
    memory.set('watched', id, '', { watchedMs });
    return { watchedAt: watchedMs };
  }
}

/** An end that came after its rule had told that it is overdue; it is told of where the rule says how. */
function lateEnd(found: FoundInFile, ended: readonly EndedIncident[]): FoundInFile {
  const { rule } = found.match.rule;
  const words = rule.pair?.recovered;
  return words === undefined ? found : { ...found, match: { ...found.match, rule: okNotice(rule, ended, words) } };
}
